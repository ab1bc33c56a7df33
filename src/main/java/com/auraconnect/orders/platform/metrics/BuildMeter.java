package com.auraconnect.orders.platform.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.stereotype.Component;

/**
 * Gauge {@code build_info}, always 1, whose label says which version this replica runs.
 */
@Component
public class BuildMeter implements MeterBinder {

	/** Name of the gauge within Micrometer. */
	public static final String NAME = "build.info";

	private final String version;

	/**
	 * @param build written by the build into the jar; classes that run without it, as in
	 * tests, have the version {@code unknown}
	 */
	BuildMeter(ObjectProvider<BuildProperties> build) {
		var properties = build.getIfAvailable();
		this.version = (properties != null) ? properties.getVersion() : "unknown";
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder(NAME, () -> 1)
			.description("Version of this replica")
			.tag("version", this.version)
			.tag("java", Runtime.version().toString())
			.register(registry);
	}

}
