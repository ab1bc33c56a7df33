package com.auraconnect.orders.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The customers 1 to 200, the same in every tenant. Everything about them is made up. */
final class CustomerService implements PartnerService {

	private static final Pattern CUSTOMER = Pattern.compile("/customers/(\\d{1,18})");

	private static final List<String> FIRST_NAMES = List.of("Ada", "Ben", "Chloe", "Diego", "Elena", "Farid", "Grace",
			"Hugo", "Ines", "Jonas", "Keiko", "Liam", "Maya", "Noah");

	private static final List<String> LAST_NAMES = List.of("Almeida", "Brooks", "Castillo", "Dubois", "Evans",
			"Fischer", "Green", "Hassan", "Ito", "Jensen", "Kowalski");

	@Override
	public Reply answer(Call call) {
		String id = call.match("GET", CUSTOMER);
		if (id == null || Long.parseLong(id) < 1 || Long.parseLong(id) > 200) {
			return Reply.notFound();
		}
		return Reply.of(200, customer(Integer.parseInt(id)));
	}

	private static Customer customer(int id) {
		String first = FIRST_NAMES.get(id % FIRST_NAMES.size());
		String last = LAST_NAMES.get(id % LAST_NAMES.size());
		return new Customer(id, first + " " + last,
				"%s.%s.%d@example.com".formatted(first, last, id).toLowerCase(Locale.ROOT),
				"+1-202-555-0%03d".formatted(100 + id % 100));
	}

	record Customer(long id, String name, String email, String phone) {
	}

}
