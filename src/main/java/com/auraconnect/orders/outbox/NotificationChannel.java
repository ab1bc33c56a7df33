package com.auraconnect.orders.outbox;

/**
 * Receives the notifications of a channel of Postgres ({@code NOTIFY}), each after the
 * commit that sent it. Its methods are called by one thread and must not block.
 */
public interface NotificationChannel {

	/** Name of the channel, an identifier in lower case. */
	String name();

	/**
	 * Called once the channel is listened to, at first and after each reconnect.
	 * Notifications before that may be lost.
	 */
	void subscribed();

	void notified(String payload);

	/**
	 * Called several times a second while the database answers.
	 * @param nanoTime of {@link System#nanoTime()}: every notification committed before
	 * then, and after {@link #subscribed()}, has been passed on
	 */
	void caughtUp(long nanoTime);

}
