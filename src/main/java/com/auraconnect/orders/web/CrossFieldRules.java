package com.auraconnect.orders.web;

import java.util.function.BiConsumer;

/**
 * A request, or a part of one, with rules that concern more than one of its fields. They
 * are checked along with the constraints, wherever the part is reached by
 * {@link jakarta.validation.Valid}.
 */
@CrossField
interface CrossFieldRules {

	/**
	 * Reports what breaks these rules. Called on complete and incomplete requests alike.
	 * @param fault takes the path of a field, from here, and what is wrong with it
	 */
	void check(BiConsumer<String, String> fault);

}
