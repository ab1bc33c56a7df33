package com.auraconnect.orders.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.events.FeedMessage;
import com.auraconnect.orders.events.FeedPage;

/** Writes a page of a feed from the messages as they are. */
@Component
class EventPageResponse {

	private final ObjectMapper json;

	EventPageResponse(ObjectMapper json) {
		this.json = json;
	}

	private record Meta(long nextAfter, boolean hasMore, boolean gap, long oldestSequence, long lastSequence) {

		static Meta of(FeedPage page, @Nullable Long after) {
			var next = page.nextAfter((after != null) ? after : page.oldestSequence() - 1);
			return new Meta(next, next < page.lastSequence(), after != null && page.hasGapAfter(after),
					page.oldestSequence(), page.lastSequence());
		}

	}

	/**
	 * @param after what the caller said that it has, null when it did not say; then it
	 * cannot miss anything
	 */
	byte[] write(FeedPage page, @Nullable Long after) {
		var data = page.messages().stream().map(FeedMessage::json).collect(Collectors.joining(","));
		try {
			return ("{\"data\":[" + data + "],\"meta\":" + this.json.writeValueAsString(Meta.of(page, after)) + "}")
				.getBytes(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
