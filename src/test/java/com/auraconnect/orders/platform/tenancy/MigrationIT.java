package com.auraconnect.orders.platform.tenancy;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.Terminals;
import com.auraconnect.orders.testing.TestPostgres;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Migration to row-level security, for existing databases and users without all rights.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationIT {

	private static final String BEFORE = "10";

	private static final String AFTER = "11";

	private final PostgresProcess server = TestPostgres.ownServer();

	private final JdbcClient superuser = client(this.server.url("postgres"));

	private int databases;

	/** Resets the server: no database of it has been migrated that far. */
	@BeforeEach
	void reset() {
		this.superuser.sql("SELECT datname FROM pg_database WHERE datname LIKE 'd%'")
			.query(String.class)
			.list()
			.forEach((name) -> this.superuser.sql("DROP DATABASE " + name).update());
		List.of("orders_app", "orders_every_tenant", "plain", "maker")
			.forEach((role) -> this.superuser.sql("DROP ROLE IF EXISTS " + role).update());
		this.superuser.sql("CREATE ROLE plain LOGIN PASSWORD 'p'").update();
		this.superuser.sql("CREATE ROLE maker LOGIN PASSWORD 'p' CREATEROLE").update();
	}

	@Test
	void existingRowsAreKept() {
		var database = databaseOf("maker");
		migrate(database, BEFORE);
		new ResourceDatabasePopulator(new ClassPathResource("sandbox/restaurants.sql"),
				new ClassPathResource("tenancy/rows.sql"))
			.execute(source(database));
		var owner = client(database);
		owner.sql("UPDATE orders SET external_id = 'POS-' || id, table_number = 'Bar'").update();

		migrate(database, AFTER);

		assertThat(owner.sql("SELECT count(*) FROM orders").query(Long.class).single()).isZero();
		assertThat(ofEveryTenant(database).sql("SELECT external_id_lower || table_number_lower FROM orders ORDER BY id")
			.query(String.class)
			.list()).containsExactly("pos-1bar", "pos-2bar");
	}

	@Test
	void aUserWithoutCreateRoleIsToldWhatToGrant() {
		var database = databaseOf("plain");

		assertThatThrownBy(() -> migrate(database, AFTER)).isInstanceOf(FlywayException.class)
			.hasMessageContaining("the database user plain may not make or take the roles")
			.hasMessageContaining("GRANT orders_app, orders_every_tenant TO plain");
		assertThat(client(database).sql("SELECT count(*) FROM pg_policies").query(Long.class).single()).isZero();

		this.superuser.sql("CREATE ROLE orders_app NOLOGIN").update();
		this.superuser.sql("CREATE ROLE orders_every_tenant NOLOGIN").update();
		this.superuser.sql("GRANT orders_app, orders_every_tenant TO plain").update();
		migrate(database, AFTER);
		assertTakesBothRoles(database);
	}

	@Test
	void databasesOfOneServerCanBeMigratedConcurrently() {
		var all = IntStream.range(0, 4).mapToObj((_) -> databaseOf("maker")).toList();
		all.forEach((database) -> migrate(database, BEFORE));

		new Terminals(all.size()).share(all, (database) -> migrate(database, AFTER));

		assertThat(all).allSatisfy(MigrationIT::assertTakesBothRoles);
	}

	private static void assertTakesBothRoles(PostgresUrl database) {
		try (var connection = database.connect()) {
			Tenancy.of(1).applyTo(connection);
			Tenancy.everyTenant().applyTo(connection);
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

	private PostgresUrl databaseOf(String user) {
		var name = "d" + this.databases++;
		this.superuser.sql("CREATE DATABASE " + name + " OWNER " + user).update();
		var url = this.server.url(name);
		return new PostgresUrl(user, "p", url.host(), url.port(), name);
	}

	private static void migrate(PostgresUrl database, String version) {
		Flyway.configure().dataSource(source(database)).target(version).load().migrate();
	}

	private static JdbcClient client(PostgresUrl database) {
		return JdbcClient.create(source(database));
	}

	private static JdbcClient ofEveryTenant(PostgresUrl database) {
		var source = source(database);
		source.setUrl(database.jdbc() + "?options=-c%20orders.tenant=*");
		return JdbcClient.create(source);
	}

	private static DriverManagerDataSource source(PostgresUrl database) {
		return new DriverManagerDataSource(database.jdbc(), database.user(), database.password());
	}

}
