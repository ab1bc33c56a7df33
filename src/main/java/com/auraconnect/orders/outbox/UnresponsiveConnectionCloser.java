package com.auraconnect.orders.outbox;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections to Redis that get no answer, because the host vanished without
 * closing them. TCP alone would notice after a quarter of an hour. The client then
 * reconnects. A connection that only listens must send a command from time to time to be
 * checked.
 */
public class UnresponsiveConnectionCloser implements NettyCustomizer {

	/** Longer than any answer of Redis takes; the service sends no blocking commands. */
	private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

	private static final Logger log = LoggerFactory.getLogger(UnresponsiveConnectionCloser.class);

	@Override
	public void afterChannelInitialized(Channel channel) {
		channel.pipeline().addFirst(new Watch());
	}

	/** Tracks the unanswered command of a channel, on the channel's own thread. */
	private static final class Watch extends ChannelDuplexHandler {

		private boolean isWaiting;

		private long waitingSince;

		private @Nullable Future<?> checks;

		@Override
		public void channelActive(ChannelHandlerContext context) throws Exception {
			this.checks = context.executor()
				.scheduleWithFixedDelay(() -> check(context), CHECK_INTERVAL.toNanos(), CHECK_INTERVAL.toNanos(),
						TimeUnit.NANOSECONDS);
			super.channelActive(context);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) throws Exception {
			if (this.checks != null) {
				this.checks.cancel(false);
			}
			super.channelInactive(context);
		}

		@Override
		public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
			if (!this.isWaiting) {
				this.isWaiting = true;
				this.waitingSince = System.nanoTime();
			}
			super.write(context, message, promise);
		}

		@Override
		public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
			this.isWaiting = false;
			super.channelRead(context, message);
		}

		private void check(ChannelHandlerContext context) {
			if (this.isWaiting && System.nanoTime() - this.waitingSince >= ANSWER_TIMEOUT.toNanos()) {
				log.warn("Redis at {} has not answered for {}; closing the connection",
						context.channel().remoteAddress(), ANSWER_TIMEOUT);
				context.close();
			}
		}

	}

}
