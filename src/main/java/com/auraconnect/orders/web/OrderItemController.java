package com.auraconnect.orders.web;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.OrderResponses;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderEditing;
import com.auraconnect.orders.order.OrderMeters;

/** Serves the lines of an order. */
@RestController
@RequestMapping(path = "/api/v1/orders/{id}/items", produces = MediaType.APPLICATION_JSON_VALUE)
class OrderItemController {

	private final OrderEditing editing;

	private final OrderMeters meters;

	OrderItemController(OrderEditing editing, OrderMeters meters) {
		this.editing = editing;
		this.meters = meters;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> add(OrderCommandContext target, @ValidBody AddItemsRequest body) {
		return this.meters.time("add_items", () -> OrderResponses.ok(this.editing.addItems(target, body.toItems())));
	}

	@PutMapping(path = "/{itemId}", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> change(OrderCommandContext target, @PathVariable String itemId,
			@ValidBody ItemChangeRequest body) {
		return this.meters.time("change_item",
				() -> OrderResponses.ok(this.editing.changeItem(target, PathId.parse(itemId), body.toChange())));
	}

	@DeleteMapping("/{itemId}")
	ResponseEntity<byte[]> remove(OrderCommandContext target, @PathVariable String itemId) {
		return this.meters.time("remove_item",
				() -> OrderResponses.ok(this.editing.removeItem(target, PathId.parse(itemId))));
	}

	@PostMapping(path = "/{itemId}/void", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> voidItem(OrderCommandContext target, @PathVariable String itemId,
			@ValidBody VoidRequest body) {
		return this.meters.time("void_item", () -> OrderResponses
			.ok(this.editing.voidItem(target, PathId.parse(itemId), body.reason(), body.used())));
	}

}
