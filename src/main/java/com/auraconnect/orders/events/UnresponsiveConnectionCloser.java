package com.auraconnect.orders.events;

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
 * Closes connections to Redis that get no answer: its host has gone without a word, which
 * the system itself would notice after a quarter of an hour. What is closed, its client
 * opens anew. Who only listens has to ask something from time to time.
 */
class UnresponsiveConnectionCloser implements NettyCustomizer {

	/** Longer than Redis ever takes; nothing here has it wait for anything. */
	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Duration LOOKS = Duration.ofSeconds(1);

	private static final Logger log = LoggerFactory.getLogger(UnresponsiveConnectionCloser.class);

	@Override
	public void afterChannelInitialized(Channel channel) {
		channel.pipeline().addFirst(new Watch());
	}

	/** All of it on the one thread of its channel. */
	private static final class Watch extends ChannelDuplexHandler {

		private boolean isWaiting;

		private long waitingSince;

		private @Nullable Future<?> looks;

		@Override
		public void channelActive(ChannelHandlerContext context) throws Exception {
			this.looks = context.executor()
				.scheduleWithFixedDelay(() -> look(context), LOOKS.toNanos(), LOOKS.toNanos(), TimeUnit.NANOSECONDS);
			super.channelActive(context);
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) throws Exception {
			if (this.looks != null) {
				this.looks.cancel(false);
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

		private void look(ChannelHandlerContext context) {
			if (this.isWaiting && System.nanoTime() - this.waitingSince >= PATIENCE.toNanos()) {
				log.warn("Redis at {} has not answered for {}", context.channel().remoteAddress(), PATIENCE);
				context.close();
			}
		}

	}

}
