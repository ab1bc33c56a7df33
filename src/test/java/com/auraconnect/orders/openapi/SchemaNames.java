package com.auraconnect.orders.openapi;

/** Names of types in the description and in generated clients. */
final class SchemaNames {

	private SchemaNames() {
	}

	/**
	 * Returns the name of a type: {@code OrderView} is Order, {@code OrderView.Item}
	 * OrderItem.
	 */
	static String of(Class<?> type) {
		var outer = type.getDeclaringClass();
		if (outer == null || outer == Bodies.class) {
			return withoutView(type.getSimpleName());
		}
		var inner = withoutView(type.getSimpleName());
		return withoutView(outer.getSimpleName()) + (isRequest(outer) ? inner.replaceFirst("Request$", "") : inner);
	}

	static boolean isRequest(Class<?> type) {
		var outermost = (type.getDeclaringClass() != null) ? type.getDeclaringClass() : type;
		return outermost.getSimpleName().endsWith("Request");
	}

	private static String withoutView(String name) {
		return name.replaceFirst("View$", "");
	}

}
