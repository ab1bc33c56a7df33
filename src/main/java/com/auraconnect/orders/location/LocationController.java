package com.auraconnect.orders.location;

import java.util.List;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import com.auraconnect.orders.http.IfMatch;
import com.auraconnect.orders.http.LargeAnswer;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.http.QueryParameters;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.idempotency.ResponseRecorderAttribute;
import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.security.Caller;
import com.auraconnect.orders.security.Role;

/**
 * Serves locations. Admins create and change them; staff see their own, pause them and
 * mark items as out. Closed to customers.
 */
@RestController
@RequestMapping(path = "/api/v1/locations", produces = MediaType.APPLICATION_JSON_VALUE)
class LocationController {

	private final LocationService service;

	private final OrderMeters meters;

	LocationController(LocationService service, OrderMeters meters) {
		this.service = service;
		this.meters = meters;
	}

	@PutMapping(path = "/{locationId}", consumes = MediaType.APPLICATION_JSON_VALUE)
	LocationView put(@AuthenticationPrincipal Caller caller, @PathVariable String locationId, WebRequest request,
			@RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody LocationRequest body, HttpServletResponse response) {
		return this.meters.time("put_location", () -> {
			var target = command(caller, PathId.parse(locationId), request, recorder);
			var saved = this.service.put(target, body.toRules());
			if (saved.isNew()) {
				response.setStatus(HttpServletResponse.SC_CREATED);
				response.setHeader(HttpHeaders.LOCATION, "/api/v1/locations/" + target.locationId());
			}
			return withETag(saved.location(), response);
		});
	}

	@GetMapping("/{locationId}")
	LocationView get(@AuthenticationPrincipal Caller caller, @PathVariable String locationId,
			HttpServletResponse response) {
		return this.meters.time("get_location",
				() -> withETag(this.service.get(caller.tenantId(), visible(caller, locationId)), response));
	}

	@LargeAnswer(LargeAnswer.Kind.PAGE)
	@GetMapping
	LocationListView list(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("list_locations", () -> {
			var parameters = new QueryParameters(query);
			var after = parameters.one("after", Long::valueOf, 0L);
			parameters.requireAllUnderstood();
			return this.service.list(caller.tenantId(), (caller.role() == Role.STAFF) ? caller.locationIds() : null,
					after);
		});
	}

	@PutMapping(path = "/{locationId}/availability", consumes = MediaType.APPLICATION_JSON_VALUE)
	LocationView setAvailability(@AuthenticationPrincipal Caller caller, @PathVariable String locationId,
			WebRequest request, @RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody AvailabilityRequest body, HttpServletResponse response) {
		return this.meters.time("set_availability", () -> {
			var target = command(caller, visible(caller, locationId), request, recorder);
			return withETag(this.service.setAvailability(target, body), response);
		});
	}

	@GetMapping("/{locationId}/items")
	LocationItemListView itemsOut(@AuthenticationPrincipal Caller caller, @PathVariable String locationId,
			@RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("list_items_out", () -> {
			var parameters = new QueryParameters(query);
			parameters.one("available", LocationController::requireFalse);
			parameters.requireAllUnderstood();
			return this.service.itemsOut(caller.tenantId(), visible(caller, locationId));
		});
	}

	private static String requireFalse(String available) {
		if (!available.equals("false")) {
			throw new IllegalArgumentException("must be false: the menu service lists the items that are available");
		}
		return available;
	}

	@PutMapping(path = "/{locationId}/items/{menuItemId}", consumes = MediaType.APPLICATION_JSON_VALUE)
	LocationItemView setItem(@AuthenticationPrincipal Caller caller, @PathVariable String locationId,
			@PathVariable String menuItemId, WebRequest request,
			@RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody LocationItemRequest body) {
		return this.meters.time("set_item", () -> {
			var itemId = PathId.parse(menuItemId);
			return this.service.setItem(command(caller, visible(caller, locationId), request, recorder), itemId, body);
		});
	}

	/**
	 * Parses the id of a location that the caller may see.
	 * @throws LocationNotFound if it may not
	 */
	private static long visible(Caller caller, String locationId) {
		var id = PathId.parse(locationId);
		if (!caller.canSee(id, null)) {
			throw new LocationNotFound(id);
		}
		return id;
	}

	private static LocationCommand command(Caller caller, long locationId, WebRequest request,
			ResponseRecorder recorder) {
		var lines = request.getHeaderValues(HttpHeaders.IF_MATCH);
		var isGiven = lines != null && lines.length > 0;
		return new LocationCommand(caller.tenantId(), locationId, caller.actor(),
				IfMatch.condition(isGiven ? List.of(lines) : List.of()), isGiven, recorder);
	}

	private static LocationView withETag(LocationView location, HttpServletResponse response) {
		response.setHeader(HttpHeaders.ETAG, "\"" + location.version() + "\"");
		return location;
	}

}
