package com.auraconnect.orders.web;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.DataWriter;
import com.auraconnect.orders.http.LargeAnswer;
import com.auraconnect.orders.http.PageResponse;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.read.OrderListQuery;
import com.auraconnect.orders.order.read.OrderQueries;
import com.auraconnect.orders.order.read.OrderQueries.OrderPart;
import com.auraconnect.orders.security.Caller;

/** Serves lists of orders that the caller may see. */
@RestController
@RequestMapping(path = "/api/v1/orders", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderListController {

	private final OrderListQuery list;

	private final OrderQueries queries;

	private final PageResponse response;

	private final Cursors cursors;

	private final OrderMeters meters;

	OrderListController(OrderListQuery list, OrderQueries queries, PageResponse response, Cursors cursors,
			OrderMeters meters) {
		this.list = list;
		this.queries = queries;
		this.response = response;
		this.cursors = cursors;
		this.meters = meters;
	}

	@LargeAnswer(LargeAnswer.Kind.PAGE)
	@GetMapping
	byte[] list(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("list", () -> {
			var request = OrderListRequest.parse(query, this.cursors);
			var list = request.listFor(caller.scope());
			var page = this.list.page(list, this.cursors.read(request.cursor(), list), request.pageSize());
			var next = (page.next() != null) ? this.cursors.write(page.next(), list) : null;
			return this.response.write(page, request.pageSize(), next);
		});
	}

	/**
	 * Writes the orders in the order of the ids, each once, without those that the caller
	 * may not see. The response is written part by part, and no database connection is
	 * held while a client reads slowly.
	 */
	@LargeAnswer(LargeAnswer.Kind.PAGE)
	@PostMapping(path = "/batch-retrieve", consumes = MediaType.APPLICATION_JSON_VALUE)
	void retrieve(@AuthenticationPrincipal Caller caller, @ValidBody RetrieveRequest body, HttpServletResponse response)
			throws IOException {
		var part = this.meters.time("batch_retrieve",
				() -> this.queries.findSome(caller.tenantId(), body.distinctIds()));
		var data = new DataWriter(response);
		write(caller, part, data);
		while (!part.left().isEmpty()) {
			part = this.queries.findSome(caller.tenantId(), part.left());
			write(caller, part, data);
		}
		data.close();
	}

	private static void write(Caller caller, OrderPart part, DataWriter data) throws IOException {
		for (var order : part.orders()) {
			if (caller.canSee(order.locationId(), order.customerId())) {
				data.add(order.json());
			}
		}
	}

}
