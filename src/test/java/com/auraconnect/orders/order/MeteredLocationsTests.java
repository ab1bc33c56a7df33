package com.auraconnect.orders.order;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MeteredLocationsTests {

	@Test
	void aLocationHasTheLabelsOfItsTenant() {
		var locations = new MeteredLocations(new MeterSettings(2, 2));
		assertThat(labels(locations, 1, 7)).containsExactly("7", "1");
		assertThat(labels(locations, 2, 7)).containsExactly("7", "2");
	}

	@Test
	void aTenantBeyondTheLimitIsCountedAsOther() {
		var locations = new MeteredLocations(new MeterSettings(1, 9));
		labels(locations, 1, 7);
		assertThat(labels(locations, 2, 8)).containsExactly("other", "other");
		assertThat(labels(locations, 1, 9)).containsExactly("9", "1");
	}

	@Test
	void aLocationBeyondTheLimitIsCountedForItsTenant() {
		var locations = new MeteredLocations(new MeterSettings(9, 1));
		labels(locations, 1, 7);
		assertThat(labels(locations, 1, 8)).containsExactly("other", "1");
		assertThat(labels(locations, 2, 7)).containsExactly("other", "2");
		assertThat(labels(locations, 1, 7)).containsExactly("7", "1");
	}

	@Test
	void noNumberOfLocationsHasMoreLabelsThanTheLimit() {
		var locations = new MeteredLocations(new MeterSettings(3, 5));
		assertThat(IntStream.range(0, 1000)
			.parallel()
			.mapToObj((i) -> labels(locations, i % 10, i))
			.filter((labels) -> !labels.contains("other"))
			.distinct()).hasSize(5);
	}

	/** Values of the labels, by their names: location, tenant. */
	private static List<String> labels(MeteredLocations locations, long tenantId, long locationId) {
		return locations.tags(tenantId, locationId).stream().map((tag) -> tag.getValue()).toList();
	}

}
