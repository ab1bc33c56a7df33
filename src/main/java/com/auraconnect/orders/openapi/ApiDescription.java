package com.auraconnect.orders.openapi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.tags.Tag;

import com.auraconnect.orders.order.Totals;
import com.auraconnect.orders.order.read.OrderView;

/**
 * Assembles the API description: the operations that springdoc finds, with the texts from
 * {@code openapi/}. An operation without texts stays as springdoc has it, which a test
 * rejects.
 */
class ApiDescription {

	private final OpenAPI head = DocFile.openApi(new DocFile("api.yml").tree(), OpenAPI.class);

	private final OperationDocs docs = new OperationDocs(this.head.getTags().stream().map(Tag::getName).toList());

	private final ProblemDocs problems = new ProblemDocs();

	private final Handlers handlers;

	private final Schemas schemas;

	private final OperationWriter writer;

	ApiDescription(Handlers handlers, Constraints constraints, ObjectMapper json) {
		this.handlers = handlers;
		this.schemas = new Schemas(json, constraints, this.head.getComponents().getSchemas());
		this.writer = new OperationWriter(this.schemas, this.problems);
	}

	/** Describes the operations that springdoc has found, in place. */
	void describe(OpenAPI found) {
		found.info(this.head.getInfo()).servers(this.head.getServers()).tags(this.head.getTags());
		found.paths(described(found.getPaths()));
		for (var body : Bodies.class.getDeclaredClasses()) {
			this.schemas.reference(body);
		}
		this.schemas.reference(OrderView.class);
		this.schemas.reference(Totals.class);
		this.schemas.extend("BatchOrder", "OrderRequest");
		found.components(this.head.getComponents());
		found.getComponents()
			.schemas(new TreeMap<>(this.schemas.all()))
			.examples(this.problems.examples())
			.responses(this.problems.referenced());
		new FieldDocs().describe(found.getComponents().getSchemas());
	}

	/** Returns the paths in the order of the files. */
	private Paths described(Paths found) {
		var paths = new LinkedHashMap<String, PathItem>();
		found.forEach((path, item) -> paths.put(Handlers.wireForm(path), described(path, item)));
		var order = new ArrayList<>(
				this.docs.operations().stream().map((key) -> key.split(" ")[1]).distinct().toList());
		var sorted = new Paths();
		paths.entrySet()
			.stream()
			.sorted(Comparator.comparingInt((path) -> Math.floorMod(order.indexOf(path.getKey()), order.size() + 1)))
			.forEach((path) -> sorted.addPathItem(path.getKey(), path.getValue()));
		return sorted;
	}

	private PathItem described(String path, PathItem found) {
		var item = new PathItem();
		found.readOperationsMap()
			.forEach((method, operation) -> item.operation(method, described(method, path, operation)));
		return item;
	}

	private Operation described(HttpMethod method, String path, Operation found) {
		var key = method + " " + Handlers.wireForm(path);
		var doc = this.docs.get(key);
		return (doc != null) ? this.writer.write(key, doc, this.docs.tagOf(key), this.handlers.bodyOf(key).orElse(null),
				this.handlers.answerOf(key)) : found;
	}

}
