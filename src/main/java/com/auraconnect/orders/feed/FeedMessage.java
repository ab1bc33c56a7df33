package com.auraconnect.orders.feed;

/**
 * An event as subscribers get it.
 *
 * @param sequence number in its feed
 * @param eventType such as {@code order.created}
 * @param json the whole message, on one line
 */
public record FeedMessage(long sequence, String eventType, String json) {
}
