package com.auraconnect.orders.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.sandbox.SandboxConfiguration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootContextLoader;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Starts the service on a {@link TestEnvironment} of its own, one for each context.
 * Unlike dynamic properties, a loader's properties exist before the service's environment
 * is read for the first time, like real environment variables.
 */
class ServiceContextLoader extends SpringBootContextLoader {

	private @Nullable TestEnvironment site;

	@Override
	public ApplicationContext loadContext(MergedContextConfiguration mergedConfig) throws Exception {
		this.site = newSite();
		return super.loadContext(mergedConfig);
	}

	/** Creates the environment of a context. */
	TestEnvironment newSite() {
		return TestEnvironment.withRestaurants();
	}

	/**
	 * The environment of the service. Redis has a longer time-out than shipped, since
	 * tests check its content; background work runs at shorter intervals.
	 */
	Map<String, String> environment(TestEnvironment site) {
		Map<String, String> environment = site.environment();
		environment.put("orders.cache.budget", "100ms");
		environment.put("orders.saga.follow-up", "1s");
		environment.put("orders.reports.interval", "200ms");
		environment.put("orders.delivery.interval", "200ms");
		return environment;
	}

	/** The service is closed by {@link AtExit}, before its servers are. */
	@Override
	protected SpringApplication getSpringApplication() {
		SpringApplication application = super.getSpringApplication();
		application.setRegisterShutdownHook(false);
		return application;
	}

	@Override
	protected String[] getInlinedProperties(MergedContextConfiguration config) {
		return Stream
			.concat(environment(site()).entrySet().stream().map(ServiceContextLoader::asPropertiesLine),
					Stream.of(super.getInlinedProperties(config)))
			.toArray(String[]::new);
	}

	@Override
	protected List<ApplicationContextInitializer<?>> getInitializers(MergedContextConfiguration config,
			SpringApplication application) {
		TestEnvironment current = site();
		ApplicationContextInitializer<GenericApplicationContext> setUp = (context) -> {
			AtExit.close(context);
			context.registerBean(TestEnvironment.class, () -> current);
		};
		List<ApplicationContextInitializer<?>> initializers = new ArrayList<>(
				super.getInitializers(config, application));
		initializers.add(SandboxConfiguration.with(current.sandbox()));
		initializers.add(setUp);
		return initializers;
	}

	private TestEnvironment site() {
		if (this.site == null) {
			throw new IllegalStateException("no context is being loaded");
		}
		return this.site;
	}

	private static String asPropertiesLine(Map.Entry<String, String> property) {
		return property.getKey() + "=" + property.getValue().replace("\n", "\\n");
	}

}
