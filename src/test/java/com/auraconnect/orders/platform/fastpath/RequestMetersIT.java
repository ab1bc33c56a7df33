package com.auraconnect.orders.platform.fastpath;

import java.util.UUID;

import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.ServiceTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Metrics of requests, as a scrape shows them. */
@ServiceTest
class RequestMetersIT {

	private final ServiceClient anonymous;

	private final ServiceClient client;

	RequestMetersIT(ServiceClient client) {
		this.anonymous = client;
		this.client = client.admin(1);
	}

	@Test
	void aRequestCountsWithItsHandlerAndItsStatus() {
		String series = "method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"404\",uri=\"/api/v1/orders/{id}\"";
		double before = count(series);
		this.client.get("/api/v1/orders/999999999");
		assertThat(count(series)).isEqualTo(before + 1);
	}

	@Test
	void requestsWithoutAHandlerShareOneSeries() {
		String series = "method=\"GET\",outcome=\"CLIENT_ERROR\",status=\"401\",uri=\"UNKNOWN\"";
		double before = count(series);
		String path = "/api/v1/" + UUID.randomUUID();
		this.anonymous.unchecked().get(path);
		assertThat(count(series)).isEqualTo(before + 1);
		assertThat(metrics()).doesNotContain(path);
	}

	private double count(String series) {
		return metrics().lines()
			.filter((line) -> line.startsWith("http_server_requests_seconds_count{") && line.contains(series))
			.mapToDouble((line) -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
			.sum();
	}

	private String metrics() {
		return this.anonymous.unchecked().get("/actuator/prometheus").body();
	}

}
