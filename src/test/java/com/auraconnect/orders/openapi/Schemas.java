package com.auraconnect.orders.openapi;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ErrorCode;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;

/**
 * Derives JSON Schemas from records: names from the mapper, nullness from JSpecify,
 * limits from Bean Validation.
 * <p>
 * A request requires its {@link NotNull} fields and allows no unknown ones. Its
 * {@link Optional} fields can be null, which empties them. A response has all its fields,
 * null where allowed, except those with a {@link JsonInclude}.
 */
class Schemas {

	private static final String REF = "#/components/schemas/";

	private final ObjectMapper json;

	private final Constraints constraints;

	private final Map<String, Schema<?>> named = new TreeMap<>();

	/**
	 * Creates the schemas.
	 * @param given schemas that are described elsewhere
	 */
	@SuppressWarnings("rawtypes")
	Schemas(ObjectMapper json, Constraints constraints, Map<String, Schema> given) {
		this.json = json;
		this.constraints = constraints;
		given.forEach(this.named::put);
	}

	/** Returns all schemas by name. */
	Map<String, Schema<?>> all() {
		return this.named;
	}

	/**
	 * Returns a reference to the schema of a record or an enumeration. Adds the schema if
	 * it is missing.
	 */
	Schema<?> reference(Class<?> type) {
		var name = SchemaNames.of(type);
		if (!this.named.containsKey(name)) {
			this.named.put(name, new JsonSchema());
			this.named.put(name, type.isEnum() ? enumeration(type) : object(type));
		}
		return reference(name);
	}

	static Schema<?> reference(String name) {
		return fresh().$ref(REF + name);
	}

	/** Adds all fields of another schema before the schema's own. */
	void extend(String name, String base) {
		var schema = Objects.requireNonNull(this.named.get(name));
		var own = schema.getProperties();
		schema.setProperties(new LinkedHashMap<>(Objects.requireNonNull(this.named.get(base)).getProperties()));
		schema.getProperties().putAll(own);
		this.named.get(base).getRequired().forEach(schema::addRequiredItem);
	}

	private static Schema<?> enumeration(Class<?> type) {
		var schema = text();
		for (var constant : type.getEnumConstants()) {
			schema.addEnumItemObject(wireName((Enum<?>) constant));
		}
		return schema;
	}

	private static String wireName(Enum<?> constant) {
		return (constant instanceof ErrorCode) ? constant.name() : WireNames.of(constant);
	}

	private Schema<?> object(Class<?> type) {
		var isRequest = SchemaNames.isRequest(type);
		var object = typed("object");
		if (isRequest) {
			object.additionalProperties(false);
		}
		for (var component : type.getRecordComponents()) {
			if (component.isAnnotationPresent(JsonAnyGetter.class)
					|| component.getAccessor().isAnnotationPresent(JsonAnyGetter.class)) {
				object.additionalProperties(true);
				continue;
			}
			if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
				var part = object(component.getType());
				part.getProperties().forEach(object::addProperty);
				part.getRequired().forEach(object::addRequiredItem);
				continue;
			}
			var name = wireName(type, component);
			object.addProperty(name, isRequest ? requestField(component) : answerField(component));
			if (isRequest ? mustBeGiven(component) : isAlwaysThere(component)) {
				object.addRequiredItem(name);
			}
		}
		return object;
	}

	private String wireName(Class<?> type, RecordComponent component) {
		return this.json.getSerializationConfig()
			.introspect(this.json.constructType(type))
			.findProperties()
			.stream()
			.filter((property) -> property.getInternalName().equals(component.getName()))
			.findFirst()
			.orElseThrow()
			.getName();
	}

	private Schema<?> requestField(RecordComponent component) {
		return of(component.getAnnotatedType());
	}

	private static boolean mustBeGiven(RecordComponent component) {
		var type = component.getAnnotatedType();
		return type.isAnnotationPresent(NotNull.class) || type.isAnnotationPresent(NotBlank.class);
	}

	private Schema<?> answerField(RecordComponent component) {
		var schema = of(component.getAnnotatedType());
		var canBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
		return (canBeNull && isAlwaysThere(component)) ? orNull(schema) : schema;
	}

	private static boolean isAlwaysThere(RecordComponent component) {
		return !component.getAccessor().isAnnotationPresent(JsonInclude.class);
	}

	private Schema<?> of(AnnotatedType type) {
		var schema = (type instanceof AnnotatedParameterizedType container) ? ofContainer(container)
				: of((Class<?>) type.getType());
		this.constraints.describe(schema, type);
		return schema;
	}

	private Schema<?> ofContainer(AnnotatedParameterizedType type) {
		var arguments = type.getAnnotatedActualTypeArguments();
		var content = of(arguments[arguments.length - 1]);
		if (arguments.length > 1) {
			return typed("object").additionalProperties(content);
		}
		return type.getType().getTypeName().startsWith(Optional.class.getName() + "<") ? orNull(content)
				: typed("array").items(content);
	}

	private Schema<?> of(Class<?> type) {
		return switch (type.getName()) {
			case "long", "java.lang.Long" -> typed("integer").format("int64");
			case "int", "java.lang.Integer" -> typed("integer").format("int32");
			case "boolean", "java.lang.Boolean" -> typed("boolean");
			default -> ofValue(type);
		};
	}

	private Schema<?> ofValue(Class<?> type) {
		if (type == Money.class || type == Amount.class) {
			return reference(type.getSimpleName());
		}
		if (type == BigDecimal.class) {
			return reference("Decimal");
		}
		if (type == String.class) {
			return text();
		}
		if (type == Instant.class) {
			return text().format("date-time");
		}
		if (type == LocalDate.class) {
			return text().format("date");
		}
		if (type == UUID.class) {
			return text().format("uuid");
		}
		if (type == URI.class) {
			return text().format("uri-reference");
		}
		if (type == JsonNode.class) {
			return fresh();
		}
		return reference(type);
	}

	private static Schema<?> orNull(Schema<?> schema) {
		if (schema.get$ref() != null) {
			return fresh().anyOf(List.of(schema, typed("null")));
		}
		Set<String> types = new LinkedHashSet<>(schema.getTypes());
		types.add("null");
		return schema.types(types);
	}

	static JsonSchema text() {
		return typed("string");
	}

	private static JsonSchema typed(String type) {
		var schema = fresh();
		schema.setTypes(Set.of(type));
		return schema;
	}

	private static JsonSchema fresh() {
		var schema = new JsonSchema();
		schema.setSpecVersion(SpecVersion.V31);
		return schema;
	}

}
