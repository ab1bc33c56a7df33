package com.auraconnect.orders.openapi;

import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.models.media.Schema;

/** Says what schemas and their fields mean, from fields.yml. */
class FieldDocs {

	private final Map<String, Doc> docs = new DocFile("fields.yml").entries(Doc.class);

	/**
	 * One entry of fields.yml.
	 *
	 * @param is what the schema is
	 * @param fields what those of its fields mean whose names do not say it
	 */
	private record Doc(String is, Map<String, String> fields) {

		Doc {
			fields = Objects.requireNonNullElse(fields, Map.of());
		}

	}

	/**
	 * @throws IllegalStateException if the file speaks of something that there is not
	 */
	void describe(@SuppressWarnings("rawtypes") Map<String, Schema> schemas) {
		this.docs.forEach((name, doc) -> {
			var schema = schemas.get(name);
			if (schema == null) {
				throw new IllegalStateException("openapi/fields.yml speaks of " + name + ", which there is not");
			}
			schema.setDescription(doc.is());
			doc.fields().forEach((field, meaning) -> describe(name, schema, field, meaning));
		});
	}

	private static void describe(String name, Schema<?> schema, String field, String meaning) {
		var property = schema.getProperties().get(field);
		if (property == null) {
			throw new IllegalStateException(
					"openapi/fields.yml speaks of " + name + "." + field + ", which there is not");
		}
		property.setDescription(meaning);
	}

}
