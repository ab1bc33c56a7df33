package com.auraconnect.orders.configuration;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Reads application.yml with its comments, which no parser of YAML returns: the form that
 * the file has, not all of YAML.
 */
final class SettingsFile {

	private static final Pattern LINE = Pattern.compile("( *)(?:- (.*?)|([^\\s#][^#]*?): ?([^#]*?)|)\\s*(?:# ?(.*))?");

	/** A comment that begins further to the right goes on from the line above it. */
	private static final int COMMENTS_FROM = 30;

	private final Map<String, Setting> settings = new LinkedHashMap<>();

	private final Map<String, String> groups = new LinkedHashMap<>();

	private record Level(int indent, String path) {
	}

	SettingsFile(String yaml) {
		Deque<Level> levels = new ArrayDeque<>();
		levels.push(new Level(-1, ""));
		List<String> before = new ArrayList<>();
		String last = "";
		for (var line : yaml.lines().toList()) {
			var parts = LINE.matcher(line);
			if (!parts.matches()) {
				throw new IllegalStateException("cannot be read: " + line);
			}
			var comment = (parts.group(5) != null) ? parts.group(5).strip() : "";
			int indent = parts.group(1).length();
			if (parts.group(3) != null) {
				while (levels.element().indent() >= indent) {
					levels.pop();
				}
				var path = levels.element().path() + parts.group(3);
				last = path;
				var value = parts.group(4).strip();
				if (value.isEmpty()) {
					levels.push(new Level(indent, path + "."));
				}
				before.add(comment);
				var meaning = String.join(" ", before).strip();
				before.clear();
				if (value.isEmpty()) {
					this.groups.put(path, meaning);
				}
				else {
					this.settings.put(path, new Setting(value, meaning));
				}
			}
			else if (parts.group(2) != null) {
				var list = this.settings.getOrDefault(last, new Setting("", this.groups.getOrDefault(last, "")));
				this.groups.remove(last);
				before.add(comment);
				this.settings.put(last, list.with(parts.group(2), String.join(" ", before).strip()));
				before.clear();
			}
			else if (indent >= COMMENTS_FROM) {
				this.settings.computeIfPresent(last, (_, setting) -> setting.explained(comment));
				this.groups.computeIfPresent(last, (_, meaning) -> meaning + " " + comment);
			}
			else if (comment.isEmpty()) {
				before.clear();
			}
			else {
				before.add(comment);
			}
		}
	}

	/** All settings by their property, in the order of the file. */
	Map<String, Setting> settings() {
		return this.settings;
	}

	/** Comment of a group of settings, empty for none. */
	String comment(String group) {
		return this.groups.getOrDefault(group, "");
	}

	/**
	 * A setting.
	 *
	 * @param value as it is in the file; the elements of a list are separated by commas
	 * @param comment empty for none
	 */
	record Setting(String value, String comment) {

		private Setting with(String element, String more) {
			return new Setting(this.value.isEmpty() ? element : this.value + ", " + element, this.comment)
				.explained(more);
		}

		private Setting explained(String more) {
			return new Setting(this.value, (this.comment + " " + more).strip());
		}

	}

}
