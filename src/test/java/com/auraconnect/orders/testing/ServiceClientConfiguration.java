package com.auraconnect.orders.testing;

import java.net.URI;

import com.auraconnect.orders.sandbox.Sandbox;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/** A client for the service of this context, made once its port is known. */
@TestConfiguration(proxyBeanMethods = false)
class ServiceClientConfiguration {

	@Bean
	@Lazy
	ServiceClient serviceClient(Environment environment, Sandbox sandbox) {
		int port = environment.getRequiredProperty("local.server.port", Integer.class);
		return new ServiceClient(URI.create("http://127.0.0.1:" + port), sandbox.tokens());
	}

}
