package com.auraconnect.orders.feed;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.codec.Json;

/** Assembles a page of a feed from the stored messages, without parsing them. */
@Component
class EventPageResponse {

	private final Json json;

	EventPageResponse(Json json) {
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
	 * Writes one page.
	 * @param after the last sequence that the caller has, null if not given; then there
	 * is no gap
	 */
	byte[] write(FeedPage page, @Nullable Long after) {
		var data = page.messages().stream().map(FeedMessage::json).collect(Collectors.joining(","));
		return ("{\"data\":[" + data + "],\"meta\":" + this.json.write(Meta.of(page, after)) + "}")
			.getBytes(StandardCharsets.UTF_8);
	}

}
