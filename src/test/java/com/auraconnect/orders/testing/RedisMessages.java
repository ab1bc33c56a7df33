package com.auraconnect.orders.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.lettuce.core.RedisClient;
import io.lettuce.core.pubsub.RedisPubSubAdapter;

/**
 * A subscriber of channels that records all messages, in the order of arrival. Subscribed
 * when it is created. Safe for use by many threads.
 */
public final class RedisMessages implements AutoCloseable {

	private final List<Message> messages = new CopyOnWriteArrayList<>();

	private final RedisClient client;

	private RedisMessages(RedisClient client) {
		this.client = client;
	}

	/** Listens to these channels of the server at that URL. */
	public static RedisMessages on(String redisUrl, String... channels) {
		var subscriber = new RedisMessages(RedisClient.create(redisUrl));
		subscriber.subscribe(channels);
		return subscriber;
	}

	/** All messages so far. */
	public List<Message> all() {
		return List.copyOf(this.messages);
	}

	/** The texts of one channel so far. */
	public List<String> on(String channel) {
		return this.messages.stream()
			.filter((message) -> message.channel().equals(channel))
			.map(Message::text)
			.toList();
	}

	public void clear() {
		this.messages.clear();
	}

	@Override
	public void close() {
		this.client.shutdown();
	}

	private void subscribe(String... channels) {
		var connection = this.client.connectPubSub();
		connection.addListener(new RedisPubSubAdapter<>() {
			@Override
			public void message(String channel, String text) {
				RedisMessages.this.messages.add(new Message(channel, text));
			}
		});
		connection.sync().subscribe(channels);
	}

	/** One message of one channel. */
	public record Message(String channel, String text) {
	}

}
