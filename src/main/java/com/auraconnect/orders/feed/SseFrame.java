package com.auraconnect.orders.feed;

import java.nio.charset.StandardCharsets;

/**
 * One server-sent event, encoded once for all its subscribers. The bytes must not be
 * changed.
 *
 * @param sequence the subscriber's cursor after this frame
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
public record SseFrame(long sequence, byte[] bytes) {

	static SseFrame of(FeedMessage message) {
		return new SseFrame(message.sequence(), bytes("id: " + message.sequence() + "\nevent: " + message.eventType()
				+ "\ndata: " + message.json() + "\n\n"));
	}

	/**
	 * Creates a {@code feed.gap} frame: the events in between have been deleted. The
	 * frame has no id, so a subscriber that reconnects before the next event gets it
	 * again.
	 * @param after sequence of the last event that the subscriber has
	 * @param oldest sequence of the next event that it will get
	 */
	static SseFrame gap(long after, long oldest) {
		return new SseFrame(oldest - 1,
				bytes("event: feed.gap\ndata: {\"after\":" + after + ",\"oldest_sequence\":" + oldest + "}\n\n"));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
