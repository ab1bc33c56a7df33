package com.auraconnect.orders.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Reads the currencies of locations from the database of the service, over one connection
 * of its own. A currency that was read is answered at once and read again in the
 * background: the sandbox answers also while the database is away.
 */
public final class LocationCurrencies implements MenuService.Currencies, AutoCloseable {

	private static final Duration FRESH = Duration.ofSeconds(1);

	private static final String FIND = "SELECT currency FROM locations WHERE tenant_id = ? AND id = ?";

	private record Key(long tenantId, long locationId) {
	}

	private record Known(String currency, Instant readAt) {
	}

	private final Map<Key, Known> known = new ConcurrentHashMap<>();

	private final SingleConnectionDataSource database;

	private LocationCurrencies(String url, String user, String password) {
		this.database = new SingleConnectionDataSource(url, user, password, true);
		var properties = new Properties();
		properties.setProperty("options", "-c orders.tenant=*");
		properties.setProperty("connectTimeout", "1");
		properties.setProperty("socketTimeout", "1");
		this.database.setConnectionProperties(properties);
	}

	/**
	 * Lets the sandbox's menu have its prices in these currencies.
	 * @param url the JDBC URL of the service's database, which need not answer yet
	 */
	public static LocationCurrencies of(Sandbox sandbox, String url, String user, String password) {
		var currencies = new LocationCurrencies(url, user, password);
		sandbox.menu().priceIn(currencies);
		return currencies;
	}

	@Override
	public @Nullable String of(long tenantId, long locationId) {
		var key = new Key(tenantId, locationId);
		var found = this.known.get(key);
		if (found == null) {
			return read(key);
		}
		if (found.readAt().plus(FRESH).isBefore(Instant.now())) {
			Thread.ofVirtual().start(() -> read(key));
		}
		return found.currency();
	}

	private synchronized @Nullable String read(Key key) {
		try {
			var currency = JdbcClient.create(this.database)
				.sql(FIND)
				.params(key.tenantId(), key.locationId())
				.query(String.class)
				.optional();
			currency.ifPresent((code) -> this.known.put(key, new Known(code, Instant.now())));
			return currency.orElse(null);
		}
		catch (DataAccessException ex) {
			this.database.resetConnection();
			return null;
		}
	}

	@Override
	public synchronized void close() {
		this.database.destroy();
	}

}
