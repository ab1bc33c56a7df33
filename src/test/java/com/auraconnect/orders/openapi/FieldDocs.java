package com.auraconnect.orders.openapi;

import java.util.Map;
import java.util.Objects;

import io.swagger.v3.oas.models.media.Schema;

/** Adds the descriptions in fields.yml to schemas and their fields. */
class FieldDocs {

	private final Map<String, Doc> docs = new DocFile("fields.yml").entries(Doc.class);

	/**
	 * One entry of fields.yml.
	 *
	 * @param is description of the schema
	 * @param fields descriptions of those of its fields whose names are not enough
	 */
	private record Doc(String is, Map<String, String> fields) {

		Doc {
			fields = Objects.requireNonNullElse(fields, Map.of());
		}

	}

	/**
	 * Adds the descriptions.
	 * @throws IllegalStateException if the file describes a schema or field that does not
	 * exist
	 */
	void describe(@SuppressWarnings("rawtypes") Map<String, Schema> schemas) {
		this.docs.forEach((name, doc) -> {
			var schema = schemas.get(name);
			if (schema == null) {
				throw new IllegalStateException("openapi/fields.yml describes " + name + ", which does not exist");
			}
			schema.setDescription(doc.is());
			doc.fields().forEach((field, meaning) -> describe(name, schema, field, meaning));
		});
	}

	private static void describe(String name, Schema<?> schema, String field, String meaning) {
		var property = schema.getProperties().get(field);
		if (property == null) {
			throw new IllegalStateException(
					"openapi/fields.yml describes " + name + "." + field + ", which does not exist");
		}
		property.setDescription(meaning);
	}

}
