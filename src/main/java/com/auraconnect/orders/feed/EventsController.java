package com.auraconnect.orders.feed;

import java.io.IOException;
import java.util.OptionalLong;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.auraconnect.orders.http.LargeAnswer;
import com.auraconnect.orders.http.ConcurrentRequestLimit;
import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.order.read.AnswerSettings;
import com.auraconnect.orders.security.Caller;

/** Serves the events of a location, as pages and as a stream. Closed to customers. */
@RestController
@RequestMapping("/api/v1/events")
class EventsController {

	private final FeedReader events;

	private final EventStreams streams;

	private final EventStreamWriter writer;

	private final EventPageResponse response;

	private final AnswerSettings answers;

	private final OrderMeters meters;

	EventsController(FeedReader events, EventStreams streams, EventStreamWriter writer, EventPageResponse response,
			AnswerSettings answers, OrderMeters meters) {
		this.events = events;
		this.streams = streams;
		this.writer = writer;
		this.response = response;
		this.answers = answers;
		this.meters = meters;
	}

	@LargeAnswer(LargeAnswer.Kind.PAGE)
	@GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
	byte[] page(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("events", () -> {
			var request = EventsRequest.ofPage(query);
			requireVisible(caller, request);
			var after = (request.after() != null) ? request.after() : 0;
			var page = this.events
				.after(caller.tenantId(), request.locationId(), after, request.limit(), this.answers.page())
				.orElseThrow(() -> new LocationNotFound(request.locationId()));
			return this.response.write(page, request.after());
		});
	}

	/** Streams until the client disconnects. A HEAD request is answered at once. */
	@GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	void stream(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query,
			@RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId, HttpMethod method,
			HttpServletRequest request, HttpServletResponse response) throws IOException {
		var wanted = EventsRequest.ofStream(query, lastEventId);
		requireVisible(caller, wanted);
		var after = (wanted.after() != null) ? OptionalLong.of(wanted.after()) : OptionalLong.empty();
		try (var stream = this.streams.open(caller.tenantId(), caller.subject(), wanted.locationId(), after)) {
			ConcurrentRequestLimit.releasePermit(request);
			this.writer.write(stream, method == HttpMethod.HEAD, response);
		}
	}

	private static void requireVisible(Caller caller, EventsRequest request) {
		if (!caller.canSee(request.locationId(), null)) {
			throw new LocationNotFound(request.locationId());
		}
	}

}
