package com.auraconnect.orders.reports;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.platform.tenancy.LocationKey;

/** Lists the locations of a tenant. */
@Component("reportLocations")
class LocationIndex {

	private static final String OF_TENANT = """
			SELECT tenant_id, id
			FROM locations
			WHERE tenant_id = :tenantId AND (CAST(:locationId AS BIGINT) IS NULL OR id = :locationId)
			ORDER BY id
			""";

	private final JdbcClient jdbc;

	LocationIndex(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<LocationKey> of(Recount recount) {
		return this.jdbc.sql(OF_TENANT)
			.param("tenantId", recount.tenantId())
			.param("locationId", recount.locationId())
			.query((row, _) -> new LocationKey(row.getLong(1), row.getLong(2)))
			.list();
	}

}
