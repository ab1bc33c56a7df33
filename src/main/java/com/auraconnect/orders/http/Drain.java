package com.auraconnect.orders.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Delays the shutdown while requests are still served. Readiness is DOWN by then, and
 * every answer closes its connection, so that proxies and clients turn to other replicas
 * before the web server closes connections: one that is closed just as a request arrives
 * would lose the request. For the same reason the last part is for the connections that
 * have been accepted: no new ones are.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Drain implements ApplicationListener<ContextClosedEvent> {

	private static final Logger log = LoggerFactory.getLogger(Drain.class);

	/** Divisor for the part of the drain without new connections. */
	private static final int LAST_PARTS = 5;

	private final ApplicationContext context;

	private final WebSettings settings;

	private volatile boolean hasBegun;

	Drain(ApplicationContext context, WebSettings settings) {
		this.context = context;
		this.settings = settings;
	}

	boolean hasBegun() {
		return this.hasBegun;
	}

	/** Called before any component is stopped. */
	@Override
	public void onApplicationEvent(ContextClosedEvent event) {
		if (event.getApplicationContext() != this.context || this.hasBegun) {
			return;
		}
		this.hasBegun = true;
		log.info("draining for {}", this.settings.drain());
		var lastPart = this.settings.drain().dividedBy(LAST_PARTS);
		pause(this.settings.drain().minus(lastPart));
		if (lastPart.isPositive()) {
			stopListening();
		}
		pause(lastPart);
	}

	private static void pause(Duration time) {
		try {
			new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void stopListening() {
		if (this.context instanceof WebServerApplicationContext web
				&& web.getWebServer() instanceof TomcatWebServer server
				&& server.getTomcat().getConnector().getProtocolHandler() instanceof SheddingHttpProtocol protocol) {
			protocol.stopListening();
		}
	}

}
