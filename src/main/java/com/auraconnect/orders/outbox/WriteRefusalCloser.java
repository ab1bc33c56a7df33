package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections to a Redis that refuses writes because it is no longer the master
 * ({@code READONLY}), or has lost its replicas ({@code NOREPLICAS}) while another one may
 * have become the master. The client then reconnects, and asks Sentinel for the master.
 * Sentinel itself closes the connections of a master that it demotes; this covers all
 * other ways.
 */
class WriteRefusalCloser implements NettyCustomizer {

	/**
	 * Minimum age of a connection that is closed. Where no other master is to be had,
	 * reconnecting is of no use and must not be done for each write.
	 */
	private static final Duration MIN_AGE = Duration.ofSeconds(1);

	private static final Logger log = LoggerFactory.getLogger(WriteRefusalCloser.class);

	@Override
	public void afterChannelInitialized(Channel channel) {
		channel.pipeline().addLast(new Watch());
	}

	/**
	 * Whether Redis refuses the write for its role. A script's error has its own text
	 * around that of the command.
	 */
	private static boolean isWriteRefusal(@Nullable Throwable failure) {
		var message = (failure != null) ? failure.getMessage() : null;
		return message != null && (message.contains("READONLY ") || message.contains("NOREPLICAS "));
	}

	/** Watches the commands of one channel, before they are encoded. */
	private static final class Watch extends ChannelOutboundHandlerAdapter {

		private final long openedAt = System.nanoTime();

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
			if (message instanceof Collection<?> commands) {
				commands.forEach((command) -> watch(context, command));
			}
			else {
				watch(context, message);
			}
			super.write(context, message, promise);
		}

		private void watch(ChannelHandlerContext context, Object command) {
			if (command instanceof CompletionStage<?> answer) {
				answer.whenComplete((_, failure) -> {
					if (isWriteRefusal(failure)) {
						close(context, failure);
					}
				});
			}
		}

		private void close(ChannelHandlerContext context, Throwable refusal) {
			if (context.channel().isActive() && System.nanoTime() - this.openedAt >= MIN_AGE.toNanos()) {
				log.warn("Redis at {} refuses writes; closing the connection: {}", context.channel().remoteAddress(),
						refusal.getMessage());
				context.close();
			}
		}

	}

}
