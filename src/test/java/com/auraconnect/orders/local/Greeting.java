package com.auraconnect.orders.local;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.sandbox.TokenIssuer;
import com.auraconnect.orders.sandbox.TokenRequest;

/** The message of a local run once it is ready: addresses, and a token to use. */
record Greeting(int port, PostgresUrl database, String redisUrl, TokenIssuer tokens) {

	@Override
	public String toString() {
		String base = "http://127.0.0.1:" + this.port;
		return """

				AuraConnect Orders is ready. Ctrl-C stops all of it; the data stays in .local/

				  health    %1$s/health
				  metrics   %1$s/actuator/prometheus
				  api docs  %1$s/swagger-ui
				  partners  %1$s/sandbox/partners
				  events    redis-cli -u %2$s psubscribe 'orders:*'
				  database  psql %3$s

				A token for staff of tenant 1 at locations 1 and 2, good for %4$d hours:

				TOKEN=%5$s
				curl -H "Authorization: Bearer $TOKEN" %1$s/api/v1/orders
				""".formatted(base, this.redisUrl, this.database, TokenRequest.DEFAULT_TIME_TO_LIVE.toHours(),
				this.tokens.token(TokenRequest.staff(1, 1L, 2L)));
	}

}
