package com.auraconnect.orders.http;

import java.util.function.BiConsumer;

/**
 * Part of a request with rules that concern more than one field. They are checked along
 * with the constraints, wherever the part is reached by {@link jakarta.validation.Valid}.
 */
@CrossField
public interface CrossFieldRules {

	/**
	 * Reports violations of these rules. Called on complete and incomplete requests
	 * alike.
	 * @param fault receives the path of a field, relative to this part, and the message
	 */
	void check(BiConsumer<String, String> fault);

}
