package com.auraconnect.orders.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.auraconnect.orders.OrdersApplication;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Writes the tables of docs/configuration.md: the properties of the records with
 * {@code @ConfigurationProperties}, their Javadoc, and the values and comments of
 * application.yml.
 */
final class ConfigurationDoc {

	private static final Path SOURCES = Path.of("src", "main", "java");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z_]+)(?::(.*))?}");

	private final SettingsFile file = new SettingsFile(text(Path.of("src", "main", "resources", "application.yml")));

	private final Map<String, List<Property>> properties = new TreeMap<>();

	ConfigurationDoc() {
		var scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
		var names = scanner.findCandidateComponents(OrdersApplication.class.getPackageName())
			.stream()
			.map((candidate) -> String.valueOf(candidate.getBeanClassName()))
			.sorted()
			.toList();
		for (var name : names) {
			var type = ClassUtils.resolveClassName(name, getClass().getClassLoader());
			var prefix = type.getAnnotation(ConfigurationProperties.class).value();
			if (type.isRecord()) {
				this.properties.computeIfAbsent(prefix, (_) -> new ArrayList<>())
					.addAll(properties(prefix, type, type));
			}
		}
	}

	private static List<Property> properties(String prefix, Class<?> record, Class<?> root) {
		var meanings = new Javadoc(root, record).parameters();
		List<Property> found = new ArrayList<>();
		for (var component : record.getRecordComponents()) {
			var name = prefix + "." + dashed(component.getName());
			if (component.getType().isRecord()) {
				found.addAll(properties(name, component.getType(), root));
			}
			else {
				found.add(new Property(name, type(component), meanings.getOrDefault(component.getName(), "")));
			}
		}
		return found;
	}

	private static String dashed(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
	}

	private static String type(RecordComponent component) {
		return switch (component.getType().getSimpleName()) {
			case "int", "long", "double" -> "number";
			case "DataSize" -> "size";
			case "URI" -> "URL";
			case "String" -> "text";
			case "List" -> "list";
			case String other -> other.toLowerCase(Locale.ROOT);
		};
	}

	/** Properties of records that application.yml does not set. */
	List<String> unset() {
		return this.properties.values()
			.stream()
			.flatMap(List::stream)
			.map(Property::name)
			.filter((name) -> !this.file.settings().containsKey(name))
			.toList();
	}

	/** Properties of records without an explanation, there or in application.yml. */
	List<String> unexplained() {
		return this.properties.values()
			.stream()
			.flatMap(List::stream)
			.filter((property) -> property.meaning().isEmpty() && reason(property).isEmpty())
			.map(Property::name)
			.toList();
	}

	/** The service's own settings, by group. */
	String ownSettings() {
		var text = new StringBuilder();
		var others = new LinkedHashMap<>(this.file.settings());
		this.properties.forEach((prefix, group) -> {
			text.append(heading(prefix));
			group.forEach((property) -> {
				var setting = others.remove(property.name());
				text.append(row(property.name(), property.type(), (setting != null) ? setting.value() : "",
						sentence(property.meaning()), reason(property)));
			});
			// what a library's own class takes, such as the settings of a pool
			others.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().startsWith(prefix + "."))
				.forEach((entry) -> text.append(
						row(entry.getKey(), "", entry.getValue().value(), "", sentence(entry.getValue().comment()))));
			others.keySet().removeIf((name) -> name.startsWith(prefix + "."));
		});
		return text.toString();
	}

	/** Settings of libraries that application.yml overrides. */
	String settingsOfLibraries() {
		var text = new StringBuilder();
		var group = "";
		for (var entry : this.file.settings().entrySet()) {
			var name = entry.getKey();
			if (!name.startsWith("orders.")) {
				var root = name.substring(0, name.indexOf('.'));
				if (!root.equals(group)) {
					text.append(
							"\n### `%s`\n\n| property | default | meaning |\n| --- | --- | --- |\n".formatted(root));
					group = root;
				}
				text.append("| `%s` | %s | %s |\n".formatted(name, byDefault(entry.getValue().value()),
						sentence(entry.getValue().comment()).replace("|", "\\|")));
			}
		}
		return text.toString();
	}

	/** Comment of application.yml, empty for none. */
	private String reason(Property property) {
		var setting = this.file.settings().get(property.name());
		return (setting != null) ? sentence(setting.comment()) : "";
	}

	private static String sentence(String text) {
		if (text.isEmpty()) {
			return "";
		}
		return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + (text.endsWith(".") ? "" : ".");
	}

	private String heading(String group) {
		var comment = sentence(this.file.comment(group));
		return "\n### `" + group + "`\n\n" + (comment.isEmpty() ? "" : comment + "\n\n")
				+ "| property, variable | type | default | meaning | note |\n| --- | --- | --- | --- | --- |\n";
	}

	private static String row(String name, String type, String value, String meaning, String note) {
		var placeholder = PLACEHOLDER.matcher(value);
		var variable = placeholder.matches() ? placeholder.group(1)
				: name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
		return "| `%s`<br>`%s` | %s | %s | %s | %s |\n".formatted(name, variable, type, byDefault(value),
				meaning.replace("|", "\\|"), note.replace("|", "\\|"));
	}

	/** The default of a value, which may be a variable. */
	private static String byDefault(String value) {
		var placeholder = PLACEHOLDER.matcher(value);
		if (!placeholder.matches()) {
			return "`" + value + "`";
		}
		if (placeholder.group(2) == null) {
			return "required";
		}
		return placeholder.group(2).isEmpty() ? "none" : "`" + placeholder.group(2) + "`";
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Property(String name, String type, String meaning) {
	}

	/** The {@code @param} texts of a record, from its source. */
	private record Javadoc(Map<String, String> parameters) {

		private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) (.*?)(?=@param|$)", Pattern.DOTALL);

		Javadoc(Class<?> root, Class<?> record) {
			this(of(text(SOURCES.resolve(root.getName().replace('.', '/') + ".java")), record.getSimpleName()));
		}

		private static Map<String, String> of(String source, String name) {
			int declaration = source.indexOf("record " + name + "(");
			int begin = source.lastIndexOf("/**", declaration);
			var comment = source.substring(begin, source.indexOf("*/", begin)).replaceAll("\\n\\s*\\*? ?", " ");
			Map<String, String> parameters = new LinkedHashMap<>();
			PARAMETER.matcher(comment)
				.results()
				.forEach((found) -> parameters.put(found.group(1),
						found.group(2)
							.replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
							.replaceAll("\\s+", " ")
							.strip()));
			return parameters;
		}

	}

}
