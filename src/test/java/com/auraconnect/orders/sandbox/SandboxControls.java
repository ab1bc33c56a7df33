package com.auraconnect.orders.sandbox;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * Serves the sandbox's controls at {@code /sandbox} without the service, on a port of
 * their own.
 */
public final class SandboxControls implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private SandboxControls(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Starts serving, on all addresses of this machine.
	 * @param port 0 is a free one
	 */
	public static SandboxControls start(Sandbox sandbox, int port) {
		// the service's own settings are not for it
		return new SandboxControls(
				new SpringApplicationBuilder(Application.class).initializers(SandboxConfiguration.with(sandbox))
					.run("--spring.config.name=sandbox", "--spring.main.banner-mode=off", "--server.port=" + port));
	}

	int port() {
		return ((WebServerApplicationContext) this.context).getWebServer().getPort();
	}

	@Override
	public void close() {
		this.context.close();
	}

	/** No {@code @Configuration}, which the service's component scan would find. */
	@Import(SandboxController.class)
	@ImportAutoConfiguration({ DispatcherServletAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class,
			JacksonAutoConfiguration.class, ServletWebServerFactoryAutoConfiguration.class,
			WebMvcAutoConfiguration.class })
	static class Application {

	}

}
