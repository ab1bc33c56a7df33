package com.auraconnect.orders.platform.tenancy;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.TestPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Row-level security, tested table by table and statement by statement. The roles have
 * all rights on all tables here, so that only the policies can refuse.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowLevelSecurityIT {

	private static final Logger log = LoggerFactory.getLogger(RowLevelSecurityIT.class);

	private static final String REFUSED = "42501";

	/** Tables without tenant policies, each with its reason. */
	private static final Map<String, String> WITHOUT_TENANTS = Map.of("tenants",
			"are secured by their own id, see Table", "signing_key", "one secret of the whole service",
			"scheduled_tasks", "names its tenants in another way, and has policies of its own", "flyway_schema_history",
			"Flyway's; the service has no access");

	private final PostgresUrl url = PostgresUrl.parse(TestPostgres.newRestaurantDatabase());

	private final SingleConnectionDataSource ownersConnection = connect();

	private final SingleConnectionDataSource connection = connect();

	private final JdbcClient owner = JdbcClient.create(this.ownersConnection);

	private final JdbcClient session = JdbcClient.create(this.connection);

	private final List<Table> tables = Table.all(this.owner);

	private SingleConnectionDataSource connect() {
		return new SingleConnectionDataSource(this.url.jdbc(), this.url.user(), this.url.password(), true);
	}

	@BeforeAll
	void addRows() {
		new ResourceDatabasePopulator(new ClassPathResource("tenancy/rows.sql"),
				new ClassPathResource("tenancy/rows-after-migration.sql"))
			.execute(this.ownersConnection);
		this.owner.sql("GRANT ALL ON ALL TABLES IN SCHEMA public TO orders_app, orders_every_tenant").update();
	}

	@AfterAll
	void disconnect() {
		this.connection.destroy();
		this.ownersConnection.destroy();
	}

	@Test
	void everyTableHasTenantPoliciesOrAReasonNotTo() {
		var tables = this.owner.sql("""
				SELECT relname, relrowsecurity AND relforcerowsecurity AS is_secured,
				       array(SELECT polname::text FROM pg_policy WHERE polrelid = c.oid ORDER BY polname) AS policies,
				       EXISTS (SELECT FROM pg_attribute WHERE attrelid = c.oid AND attname = 'tenant_id') AS has_tenants
				FROM pg_class c
				WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
				""").query().listOfRows();

		assertThat(tables).hasSizeGreaterThan(15).allSatisfy((table) -> {
			if ((boolean) table.get("has_tenants")) {
				assertThat(table.get("is_secured")).as("%s", table).isEqualTo(true);
				assertThat(table.get("policies")).asString().as("%s", table).isEqualTo("{every_tenant,one_tenant}");
			}
			else {
				assertThat(WITHOUT_TENANTS).containsKey((String) table.get("relname"));
			}
		});
	}

	@Test
	void aSessionWithoutATenantReadsAndWritesNothing() throws SQLException {
		Tenancy.none().applyTo(this.connection.getConnection());
		var withoutTasks = this.tables.stream().filter((table) -> !table.name().equals("scheduled_tasks")).toList();

		int statements = 0;
		for (var table : withoutTasks) {
			statements += assertOutOfReach(table, 1) + assertOutOfReach(table, 2);
		}
		log.info("no tenant: {} statements on {} tables reached no rows", statements, withoutTasks.size());
	}

	@Test
	void aSessionOfOneTenantReachesOnlyItsOwnRows() throws SQLException {
		Tenancy.of(1).applyTo(this.connection.getConnection());

		int statements = 0;
		for (var table : this.tables) {
			assertThat(count(this.session, table, 1)).as(table.name()).isPositive();
			assertThat(this.session.sql(table.update()).param("tenant", 1).update()).as(table.name()).isPositive();
			statements += assertOutOfReach(table, 2);
		}
		log.info("another tenant: {} statements on {} tables reached no rows", statements, this.tables.size());
	}

	/**
	 * Asserts that the session reaches no row of that tenant. The owner finds a row to
	 * read, change and copy, so each attempt could succeed.
	 */
	private int assertOutOfReach(Table table, long tenant) {
		assertThat(count(this.owner, table, tenant)).as("rows.sql has rows of %s", table.name()).isPositive();
		assertThat(count(this.session, table, tenant)).as(table.name()).isZero();
		assertThat(this.session.sql(table.update()).param("tenant", tenant).update()).as(table.name()).isZero();
		assertThat(this.session.sql(table.delete()).param("tenant", tenant).update()).as(table.name()).isZero();
		var row = this.owner.sql(table.row()).param("tenant", tenant).query(String.class).list().getFirst();
		assertRefused(() -> this.session.sql(table.insert()).param("row", row).update());
		return 4;
	}

	@Test
	void noRowCanBeMovedToAnotherTenant() throws SQLException {
		Tenancy.of(1).applyTo(this.connection.getConnection());

		assertThat(this.tables).allSatisfy((table) -> assertRefused(() -> this.session.sql(table.handOver()).update()));
	}

	@Test
	void allTenantsAreVisibleOnlyToTheRoleForThemWithTheirSetting() throws SQLException {
		Tenancy.everyTenant().applyTo(this.connection.getConnection());
		assertThat(this.tables).allSatisfy((table) -> assertThat(count(this.session, table, 1)).isPositive())
			.allSatisfy((table) -> assertThat(count(this.session, table, 2)).isPositive());

		this.session.sql("SELECT set_config('orders.tenant', '1', FALSE)").query(String.class).single();
		assertThat(this.tables).allSatisfy((table) -> assertThat(count(this.session, table, 1)).isZero());

		this.session.sql("SELECT set_config('role', 'orders_app', FALSE), set_config('orders.tenant', '*', FALSE)")
			.query()
			.listOfRows();
		assertThat(this.tables).allSatisfy((table) -> assertThat(count(this.session, table, 1)).isZero());
	}

	@Test
	void theRolesOwnNothingAndCannotBypassPolicies() {
		var roles = this.owner.sql("""
				SELECT rolname,
				       rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin AS is_privileged,
				       (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned,
				       (SELECT count(*) FROM pg_auth_members WHERE member = r.oid) AS memberships
				FROM pg_roles r
				WHERE rolname IN ('orders_app', 'orders_every_tenant')
				""").query().listOfRows();

		assertThat(roles).hasSize(2).allSatisfy((role) -> {
			assertThat(role.get("is_privileged")).isEqualTo(false);
			assertThat(role.get("owned")).isEqualTo(0L);
			assertThat(role.get("memberships")).isEqualTo(0L);
		});
	}

	private static long count(JdbcClient database, Table table, long tenant) {
		return database.sql(table.count()).param("tenant", tenant).query(Long.class).single();
	}

	private static void assertRefused(Runnable statement) {
		assertThatThrownBy(statement::run).isInstanceOf(DataAccessException.class)
			.rootCause()
			.isInstanceOf(SQLException.class)
			.satisfies((ex) -> assertThat(((SQLException) ex).getSQLState()).isEqualTo(REFUSED))
			.hasMessageContaining("row-level security");
	}

}
