package com.auraconnect.orders.kitchen;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.LargeAnswer;
import com.auraconnect.orders.http.OrderResponses;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.order.OrderCommandContext;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.security.Caller;

/**
 * Serves kitchen displays: the queue, the item totals, and the actions on orders. Closed
 * to customers.
 */
@RestController
@RequestMapping(path = "/api/v1/kitchen", produces = MediaType.APPLICATION_JSON_VALUE)
class KitchenController {

	private final OrderKitchen kitchen;

	private final KitchenQueue queue;

	private final QueueCursors cursors;

	private final QueueResponse response;

	private final AllDay allDay;

	private final KitchenSettings settings;

	private final OrderMeters meters;

	KitchenController(OrderKitchen kitchen, KitchenQueue queue, QueueCursors cursors, QueueResponse response,
			AllDay allDay, KitchenSettings settings, OrderMeters meters) {
		this.kitchen = kitchen;
		this.queue = queue;
		this.cursors = cursors;
		this.response = response;
		this.allDay = allDay;
		this.settings = settings;
		this.meters = meters;
	}

	@LargeAnswer(LargeAnswer.Kind.QUEUE)
	@GetMapping("/orders")
	byte[] queue(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("kitchen_queue", () -> {
			var wanted = KitchenQuery.parse(query, this.settings, this.cursors);
			requireVisible(caller, wanted.locationId());
			var list = wanted.listFor(caller.tenantId());
			var page = this.queue.read(list, this.cursors.read(wanted.cursor(), list), wanted.limit())
				.orElseThrow(() -> new LocationNotFound(wanted.locationId()));
			if (page.isEmpty() && wanted.cursor() == null && !this.queue.isStationKnown(list)) {
				throw new StationNotFound(wanted.station(), wanted.locationId());
			}
			return this.response.write(page, (page.next() != null) ? this.cursors.write(page.next(), list) : null);
		});
	}

	@GetMapping("/all-day")
	byte[] allDay(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("kitchen_all_day", () -> {
			var locationId = KitchenQuery.locationOfAllDay(query);
			requireVisible(caller, locationId);
			return this.allDay.read(caller.tenantId(), locationId).orElseThrow(() -> new LocationNotFound(locationId));
		});
	}

	/**
	 * Rejects a location that the caller may not see. An empty queue would hide that the
	 * display asks for the wrong location.
	 */
	private static void requireVisible(Caller caller, long locationId) {
		if (!caller.canSee(locationId, null)) {
			throw new LocationNotFound(locationId);
		}
	}

	@PostMapping(path = "/orders/{id}/prepare", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> prepare(OrderCommandContext target, @ValidBody PrepareRequest body) {
		return this.meters.time("kitchen_prepare",
				() -> OrderResponses.ok(this.kitchen.prepare(target, body.station(), body.estimatedDuration())));
	}

	@PostMapping("/orders/{id}/ready")
	ResponseEntity<byte[]> ready(OrderCommandContext target) {
		return this.meters.time("kitchen_ready", () -> OrderResponses.ok(this.kitchen.markReady(target)));
	}

	@PostMapping("/orders/{id}/items/{itemId}/bump")
	ResponseEntity<byte[]> bump(OrderCommandContext target, @PathVariable String itemId) {
		return this.meters.time("kitchen_bump",
				() -> OrderResponses.ok(this.kitchen.bump(target, PathId.parse(itemId))));
	}

	@PostMapping("/orders/{id}/items/{itemId}/recall")
	ResponseEntity<byte[]> recall(OrderCommandContext target, @PathVariable String itemId) {
		return this.meters.time("kitchen_recall",
				() -> OrderResponses.ok(this.kitchen.recall(target, PathId.parse(itemId))));
	}

	@PostMapping("/orders/{id}/courses/{course}/fire")
	ResponseEntity<byte[]> fire(OrderCommandContext target, @PathVariable String course) {
		return this.meters.time("kitchen_fire_course",
				() -> OrderResponses.ok(this.kitchen.fireCourse(target, PathId.parse(course))));
	}

	@PostMapping(path = "/orders/{id}/acknowledge", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> acknowledge(OrderCommandContext target, @ValidBody AcknowledgeRequest body) {
		return this.meters.time("kitchen_acknowledge",
				() -> OrderResponses.ok(this.kitchen.acknowledge(target, body.displayId(), body.version())));
	}

}
