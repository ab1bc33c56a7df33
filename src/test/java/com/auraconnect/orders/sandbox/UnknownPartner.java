package com.auraconnect.orders.sandbox;

import java.io.Serial;
import java.util.Collection;

/** There is no partner of that name. */
public final class UnknownPartner extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	UnknownPartner(String name, Collection<String> known) {
		super("There is no partner '%s', only %s".formatted(name, String.join(", ", known)));
	}

}
