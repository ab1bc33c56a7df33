package com.auraconnect.orders.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Descriptions of all operations by method and path, in the order of the files. */
class OperationDocs {

	private final Map<String, OperationDoc> docs = new LinkedHashMap<>();

	private final Map<String, String> tags = new LinkedHashMap<>();

	/**
	 * Reads the files.
	 * @param tags names of the tags, each of which has a file
	 */
	OperationDocs(List<String> tags) {
		for (var tag : tags) {
			var file = new DocFile("operations/" + tag.toLowerCase(Locale.ROOT) + ".yml");
			file.entries(OperationDoc.class).forEach((operation, doc) -> {
				this.docs.put(operation, doc);
				this.tags.put(operation, tag);
			});
		}
	}

	Set<String> operations() {
		return this.docs.keySet();
	}

	OperationDoc get(String operation) {
		return this.docs.get(operation);
	}

	String tagOf(String operation) {
		return this.tags.get(operation);
	}

}
