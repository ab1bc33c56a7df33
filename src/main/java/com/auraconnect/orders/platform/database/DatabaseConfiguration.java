package com.auraconnect.orders.platform.database;

import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.StringUtils;

/** Configures the connection to the database, and to its replica if there is one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	private static final String PRIMARY = "DATABASE_URL";

	private static final String REPLICA = "DATABASE_REPLICA_URL";

	/**
	 * Connection details for the pool and for migrations. Migrations connect as the URL's
	 * own user, without a tenant role.
	 */
	@Bean
	DatabaseUrl database(Environment environment) {
		return DatabaseUrl.parse(PRIMARY, environment.getRequiredProperty(PRIMARY));
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(NoReplicaIsGiven.class)
	static class WithoutReplica {

		@Bean
		ConsistentReads reads(JdbcClient primary) {
			return ConsistentReads.of(primary);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(ReplicaIsGiven.class)
	static class WithReplica {

		/**
		 * Pool of the replica, used by the reads alone: it is not autowired as a data
		 * source and not part of the service's health. It starts without the replica and
		 * keeps trying to connect.
		 */
		@Bean(autowireCandidate = false)
		@ConfigurationProperties("orders.read-replica.pool")
		HikariDataSource replica(Environment environment, MeterRegistry registry) {
			var url = DatabaseUrl.parse(REPLICA, environment.getRequiredProperty(REPLICA));
			var pool = new HikariDataSource();
			pool.setJdbcUrl(url.getJdbcUrl());
			pool.setUsername(url.getUsername());
			pool.setPassword(url.getPassword());
			pool.setInitializationFailTimeout(-1);
			pool.setMetricRegistry(registry);
			return pool;
		}

		/**
		 * Reads from the replica. The LSN is no tenant's data, so it is queried through
		 * the pool without a tenancy.
		 */
		@Bean
		ReplicaReads reads(DataSource primary, JdbcClient primaryJdbc, BeanFactory beans,
				CircuitBreakerRegistry circuits, MeterRegistry registry, ReplicaSettings settings) throws SQLException {
			var primaryLsn = new PrimaryLsn(primary.unwrap(HikariDataSource.class));
			var meters = new ReplicaMeters(registry);
			var sessions = new LsnSyncedReplicaDataSource(beans.getBean("replica", DataSource.class), primaryLsn,
					settings.budget(), meters);
			return new ReplicaReads(sessions, primaryJdbc, circuits.circuitBreaker("read-replica"), meters);
		}

	}

	/** Matches if the URL of a replica is set and not empty. */
	static class ReplicaIsGiven implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return StringUtils.hasText(context.getEnvironment().getProperty(REPLICA));
		}

	}

	static class NoReplicaIsGiven extends ReplicaIsGiven {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return !super.matches(context, metadata);
		}

	}

}
