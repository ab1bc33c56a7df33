package com.auraconnect.orders.events;

import java.nio.charset.StandardCharsets;

/**
 * A piece of a stream of server-sent events, encoded once for all who get it. Nobody
 * changes the bytes.
 *
 * @param sequence how far its reader is with it
 * @see <a href=
 * "https://html.spec.whatwg.org/multipage/server-sent-events.html">Server-sent events</a>
 */
public record SseFrame(long sequence, byte[] bytes) {

	static SseFrame of(FeedMessage message) {
		return new SseFrame(message.sequence(), bytes("id: " + message.sequence() + "\nevent: " + message.eventType()
				+ "\ndata: " + message.json() + "\n\n"));
	}

	/**
	 * Tells a reader that what lies between is not kept any more. It has no id, so it is
	 * told again if the reader comes back before the next event.
	 * @param after what the reader has
	 * @param oldest what it will get next
	 */
	static SseFrame gap(long after, long oldest) {
		return new SseFrame(oldest - 1,
				bytes("event: feed.gap\ndata: {\"after\":" + after + ",\"oldest_sequence\":" + oldest + "}\n\n"));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
