package com.auraconnect.orders.openapi;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.SpecVersion;
import io.swagger.v3.oas.models.tags.Tag;

import com.auraconnect.orders.order.Totals;
import com.auraconnect.orders.order.read.OrderView;

/**
 * Generates the API description: the operations of the handlers, with the texts from
 * {@code openapi/}. An operation without texts stays empty, which a test rejects.
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

	/** Returns the description in YAML. */
	String yaml() {
		return Yaml31.pretty(describe());
	}

	private OpenAPI describe() {
		var description = new OpenAPI(SpecVersion.V31).openapi("3.1.0")
			.info(this.head.getInfo())
			.servers(this.head.getServers())
			.tags(this.head.getTags())
			.paths(paths());
		for (var body : Bodies.class.getDeclaredClasses()) {
			this.schemas.reference(body);
		}
		this.schemas.reference(OrderView.class);
		this.schemas.reference(Totals.class);
		this.schemas.extend("BatchOrder", "OrderRequest");
		description.components(this.head.getComponents());
		description.getComponents()
			.schemas(new TreeMap<>(this.schemas.all()))
			.examples(this.problems.examples())
			.responses(this.problems.referenced());
		new FieldDocs().describe(description.getComponents().getSchemas());
		return description;
	}

	/** Returns the paths in the order of the files. */
	private Paths paths() {
		var order = this.docs.operations().stream().map(Handlers::pathOf).distinct().toList();
		var items = new LinkedHashMap<String, PathItem>();
		this.handlers.operations()
			.stream()
			.sorted(Comparator
				.comparingInt((key) -> Math.floorMod(order.indexOf(Handlers.pathOf(key)), order.size() + 1)))
			.forEach((key) -> items.computeIfAbsent(Handlers.pathOf(key), (_) -> new PathItem())
				.operation(HttpMethod.valueOf(key.split(" ")[0]), operation(key)));
		var paths = new Paths();
		items.forEach(paths::addPathItem);
		return paths;
	}

	private Operation operation(String key) {
		var doc = this.docs.get(key);
		return (doc != null) ? this.writer.write(key, doc, this.docs.tagOf(key), this.handlers.bodyOf(key).orElse(null),
				this.handlers.answerOf(key)) : new Operation();
	}

}
