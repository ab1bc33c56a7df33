package com.auraconnect.orders.released;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Finds changes of an OpenAPI 3.1 or AsyncAPI 3 document that break clients of an earlier
 * one.
 * <p>
 * A request that was valid must stay valid, and mean the same: no operation, parameter,
 * field or value is removed, none becomes required, no limit becomes narrower. An answer
 * or event must be readable by a client of the earlier document, which ignores fields and
 * events that it does not know: no field is removed or may newly be missing or null, and
 * there are no new values of an enumeration. Limits of what is answered, further statuses
 * of errors, texts and scopes are not compared.
 */
final class BreakingChanges {

	private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

	private final JsonNode before;

	private final JsonNode after;

	private final List<String> found = new ArrayList<>();

	/** References under comparison, and those compared: a schema may contain itself. */
	private final Set<String> compared = new HashSet<>();

	private BreakingChanges(JsonNode before, JsonNode after) {
		this.before = before;
		this.after = after;
	}

	/** Compares two descriptions of the API; empty if nothing breaks. */
	static List<String> ofApi(JsonNode before, JsonNode after) {
		var changes = new BreakingChanges(before, after);
		before.path("paths").properties().forEach((path) -> path.getValue().properties().forEach((operation) -> {
			if (METHODS.contains(operation.getKey())) {
				var name = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
				changes.compareOperation(name, operation.getValue(),
						after.path("paths").path(path.getKey()).path(operation.getKey()));
			}
		}));
		return changes.found;
	}

	/** Compares two descriptions of the events; empty if nothing breaks. */
	static List<String> ofEvents(JsonNode before, JsonNode after) {
		var changes = new BreakingChanges(before, after);
		before.path("channels").properties().forEach((channel) -> {
			var other = after.path("channels").path(channel.getKey());
			changes.compareChannel("channel " + channel.getKey(), channel.getValue(), other);
		});
		return changes.found;
	}

	private void compareChannel(String name, JsonNode old, JsonNode current) {
		if (!old.path("address").equals(current.path("address"))) {
			add(name, "has another address, or none");
			return;
		}
		old.path("messages").properties().forEach((entry) -> {
			var message = name + ", " + entry.getKey();
			if (!current.path("messages").has(entry.getKey())) {
				add(message, "is removed");
				return;
			}
			var earlier = Schema.resolve(entry.getValue(), this.before);
			var later = Schema.resolve(current.path("messages").get(entry.getKey()), this.after);
			compareAnswer(message, earlier.path("payload"), later.path("payload"));
		});
	}

	private void compareOperation(String name, JsonNode old, JsonNode current) {
		if (current.isMissingNode()) {
			add(name, "is removed");
			return;
		}
		compareParameters(name, parameters(old, this.before), parameters(current, this.after));
		compareBodies(name, Schema.resolve(old.path("requestBody"), this.before),
				Schema.resolve(current.path("requestBody"), this.after));
		old.path("responses").properties().forEach((entry) -> {
			var status = entry.getKey();
			compareResponse(name + " " + status, status, Schema.resolve(entry.getValue(), this.before),
					Schema.resolve(current.path("responses").path(status), this.after));
		});
	}

	private static List<JsonNode> parameters(JsonNode operation, JsonNode document) {
		return operation.path("parameters").valueStream().map((one) -> Schema.resolve(one, document)).toList();
	}

	private void compareParameters(String operation, List<JsonNode> old, List<JsonNode> current) {
		BiPredicate<JsonNode, JsonNode> isSame = (one, other) -> one.path("name").equals(other.path("name"))
				&& one.path("in").equals(other.path("in"));
		for (var parameter : old) {
			var name = operation + " parameter " + parameter.path("name").asText();
			current.stream()
				.filter((other) -> isSame.test(parameter, other))
				.findFirst()
				.ifPresentOrElse((other) -> compareRequest(name, parameter.path("schema"), other.path("schema")),
						() -> add(name, "is removed"));
		}
		for (var parameter : current) {
			var wasRequired = old.stream()
				.anyMatch((other) -> isSame.test(parameter, other) && other.path("required").asBoolean());
			if (parameter.path("required").asBoolean() && !wasRequired) {
				add(operation + " parameter " + parameter.path("name").asText(), "is required now");
			}
		}
	}

	private void compareBodies(String operation, JsonNode old, JsonNode current) {
		if (current.path("required").asBoolean() && !old.path("required").asBoolean()) {
			add(operation + " request", "is required now");
		}
		old.path("content").properties().forEach((content) -> {
			var schema = current.path("content").path(content.getKey());
			if (schema.isMissingNode()) {
				add(operation + " request " + content.getKey(), "is removed");
			}
			else {
				compareRequest(operation + " request", content.getValue().path("schema"), schema.path("schema"));
			}
		});
	}

	private void compareResponse(String name, String status, JsonNode old, JsonNode current) {
		if (current.isMissingNode()) {
			if (status.startsWith("2")) {
				add(name, "is removed");
			}
			return;
		}
		old.path("headers").fieldNames().forEachRemaining((header) -> {
			if (!current.path("headers").has(header)) {
				add(name + " header " + header, "is removed");
			}
		});
		old.path("content").properties().forEach((content) -> {
			var schema = current.path("content").path(content.getKey());
			if (schema.isMissingNode()) {
				add(name + " " + content.getKey(), "is removed");
			}
			else {
				compareAnswer(name, content.getValue().path("schema"), schema.path("schema"));
			}
		});
	}

	/** Compares what clients read. */
	private void compareAnswer(String name, JsonNode old, JsonNode current) {
		if (isCompared("answer", old, current)) {
			return;
		}
		var earlier = Schema.of(old, this.before);
		var later = Schema.of(current, this.after);
		if (!isWithin(later, earlier)) {
			add(name, "may be of type %s, was %s".formatted(later.types(), earlier.types()));
			return;
		}
		if (earlier.values() != null && (later.values() == null || !earlier.values().containsAll(later.values()))) {
			add(name, "has new values: %s, were %s".formatted(later.values(), earlier.values()));
		}
		earlier.properties().forEach((property, schema) -> {
			var other = later.properties().get(property);
			if (other == null) {
				add(name + "." + property, "is removed");
			}
			else {
				compareAnswer(name + "." + property, schema, other);
				if (earlier.required().contains(property) && !later.required().contains(property)) {
					add(name + "." + property, "may be missing");
				}
			}
		});
		compareParts(name, earlier.items(), later.items(), "[]", this::compareAnswer);
		compareParts(name, earlier.others(), later.others(), ".*", this::compareAnswer);
		if (!Objects.equals(earlier.constraints().get("format"), later.constraints().get("format"))) {
			add(name, "has another format");
		}
		later.variants().forEach((variant) -> {
			if (earlier.variants()
				.stream()
				.noneMatch((one) -> isHarmless(one, variant, BreakingChanges::compareAnswer))) {
				add(name, "has a new variant");
			}
		});
	}

	/** Compares what clients send. */
	private void compareRequest(String name, JsonNode old, JsonNode current) {
		if (isCompared("request", old, current)) {
			return;
		}
		var earlier = Schema.of(old, this.before);
		var later = Schema.of(current, this.after);
		if (!isWithin(earlier, later)) {
			add(name, "must be of type %s, was %s".formatted(later.types(), earlier.types()));
			return;
		}
		if (later.values() != null && (earlier.values() == null || !later.values().containsAll(earlier.values()))) {
			add(name, "has fewer values: %s, were %s".formatted(later.values(), earlier.values()));
		}
		earlier.properties().forEach((property, schema) -> {
			var other = later.properties().get(property);
			if (other == null) {
				add(name + "." + property, "is removed");
			}
			else {
				compareRequest(name + "." + property, schema, other);
			}
		});
		later.required()
			.stream()
			.filter((property) -> !earlier.required().contains(property))
			.forEach((property) -> add(name + "." + property, "is required now"));
		compareParts(name, earlier.items(), later.items(), "[]", this::compareRequest);
		compareParts(name, earlier.others(), later.others(), ".*", this::compareRequest);
		later.constraints().forEach((keyword, limit) -> {
			if (isNarrower(keyword, earlier.constraints().get(keyword), limit)) {
				add(name, keyword + " is " + limit + " now");
			}
		});
		earlier.variants().forEach((variant) -> {
			if (later.variants()
				.stream()
				.noneMatch((one) -> isHarmless(variant, one, BreakingChanges::compareRequest))) {
				add(name, "has a variant less");
			}
		});
	}

	private static boolean isNarrower(String keyword, @Nullable JsonNode old, JsonNode current) {
		if (current.equals(old)) {
			return false;
		}
		if (keyword.startsWith("max") || keyword.equals("exclusiveMaximum")) {
			return old == null || current.decimalValue().compareTo(old.decimalValue()) < 0;
		}
		if (keyword.startsWith("min") || keyword.equals("exclusiveMinimum")) {
			return old == null || current.decimalValue().compareTo(old.decimalValue()) > 0;
		}
		return !(keyword.equals("uniqueItems") && !current.asBoolean());
	}

	/** Whether a value of the one's types is of the other's types too. */
	private static boolean isWithin(Schema one, Schema other) {
		if (other.types().isEmpty()) {
			return true;
		}
		return !one.types().isEmpty() && one.types()
			.stream()
			.allMatch((type) -> other.types().contains(type)
					|| (type.equals("integer") && other.types().contains("number")));
	}

	private interface Comparison {

		void compare(BreakingChanges changes, String name, JsonNode old, JsonNode current);

	}

	private boolean isHarmless(JsonNode old, JsonNode current, Comparison comparison) {
		var changes = new BreakingChanges(this.before, this.after);
		comparison.compare(changes, "", old, current);
		return changes.found.isEmpty();
	}

	private interface Part {

		void compare(String name, JsonNode old, JsonNode current);

	}

	private static void compareParts(String name, @Nullable JsonNode old, @Nullable JsonNode current, String part,
			Part comparison) {
		if (old != null && current != null) {
			comparison.compare(name + part, old, current);
		}
	}

	private boolean isCompared(String direction, JsonNode old, JsonNode current) {
		return old.has("$ref") && current.has("$ref")
				&& !this.compared.add(direction + old.get("$ref").asText() + " " + current.get("$ref").asText());
	}

	private void add(String name, String change) {
		this.found.add(name + " " + change);
	}

}
