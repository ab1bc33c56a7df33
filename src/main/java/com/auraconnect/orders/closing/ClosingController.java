package com.auraconnect.orders.closing;

import java.net.URI;
import java.util.Objects;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.LargeAnswer;
import com.auraconnect.orders.http.PathId;
import com.auraconnect.orders.http.QueryParameters;
import com.auraconnect.orders.http.ValidBody;
import com.auraconnect.orders.idempotency.ResponseRecorderAttribute;
import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.platform.tenancy.LocationKey;
import com.auraconnect.orders.security.Caller;

/** Serves the reports and closings of business days. Closed to customers. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ClosingController {

	private static final int PAGE_SIZE = 20;

	private static final int LARGEST_PAGE = 100;

	private final Closings closings;

	private final OrderMeters meters;

	ClosingController(Closings closings, OrderMeters meters) {
		this.closings = closings;
		this.meters = meters;
	}

	@GetMapping("/reports/closing")
	DayReport report(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("report_day", () -> {
			var parameters = new QueryParameters(query);
			var locationId = parameters.required("location_id", Long::valueOf);
			var day = parameters.required("business_day", QueryParameters::date);
			parameters.requireAllUnderstood();
			return this.closings.report(visible(caller, Objects.requireNonNull(locationId)),
					Objects.requireNonNull(day));
		});
	}

	@PostMapping(path = "/locations/{locationId}/closings", consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<ClosingView> close(@AuthenticationPrincipal Caller caller, @PathVariable String locationId,
			@RequestAttribute(ResponseRecorderAttribute.ATTRIBUTE) ResponseRecorder recorder,
			@ValidBody ClosingRequest body) {
		return this.meters.time("close_day", () -> {
			var place = visible(caller, PathId.parse(locationId));
			var closing = this.closings.close(place, body, caller.actor(), recorder);
			return ResponseEntity
				.created(URI.create("/api/v1/locations/" + place.locationId() + "/closings/" + closing.number()))
				.body(closing);
		});
	}

	@GetMapping("/locations/{locationId}/closings/{number}")
	ClosingView get(@AuthenticationPrincipal Caller caller, @PathVariable String locationId,
			@PathVariable String number) {
		return this.meters.time("get_closing",
				() -> this.closings.get(visible(caller, PathId.parse(locationId)), PathId.parse(number)));
	}

	@LargeAnswer(LargeAnswer.Kind.PAGE)
	@GetMapping("/locations/{locationId}/closings")
	byte[] list(@AuthenticationPrincipal Caller caller, @PathVariable String locationId,
			@RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("list_closings", () -> {
			var parameters = new QueryParameters(query);
			var pageSize = parameters.one("page_size", QueryParameters.between(1, LARGEST_PAGE), PAGE_SIZE);
			var before = parameters.one("cursor", QueryParameters.between(1, Integer.MAX_VALUE), Integer.MAX_VALUE);
			parameters.requireAllUnderstood();
			return this.closings.list(visible(caller, PathId.parse(locationId)), before, pageSize);
		});
	}

	/**
	 * @throws LocationNotFound if the caller may not see the location
	 */
	private static LocationKey visible(Caller caller, long locationId) {
		if (!caller.canSee(locationId, null)) {
			throw new LocationNotFound(locationId);
		}
		return new LocationKey(caller.tenantId(), locationId);
	}

}
