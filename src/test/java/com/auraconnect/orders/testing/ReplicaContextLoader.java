package com.auraconnect.orders.testing;

import java.util.Map;

import com.auraconnect.orders.sandbox.Sandbox;

/** Starts the service on a database of {@link ReplicatedPostgres}. */
class ReplicaContextLoader extends ServiceContextLoader {

	@Override
	TestEnvironment newSite() {
		return new TestEnvironment(ReplicatedPostgres.newDatabase(), TestRedis.newUrl(), Sandbox.start());
	}

	@Override
	Map<String, String> environment(TestEnvironment site) {
		var environment = super.environment(site);
		environment.put("DATABASE_REPLICA_URL", ReplicatedPostgres.replicaOf(site.databaseUrl()));
		return environment;
	}

}
