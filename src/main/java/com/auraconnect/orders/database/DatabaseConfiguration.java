package com.auraconnect.orders.database;

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

/** Connects to the database, and to its replica where there is one. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	private static final String PRIMARY = "DATABASE_URL";

	private static final String REPLICA = "DATABASE_REPLICA_URL";

	/**
	 * For the pool, and for migrations, which need a connection as nobody but the user.
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
		 * Nobody's but the reads': not for who asks for the data source, and not part of
		 * the service's health. It opens without the replica, and waits for it.
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

		/** The position is nobody's data, so it is asked for without telling a tenant. */
		@Bean
		ReplicaReads reads(DataSource primary, JdbcClient primaryJdbc, BeanFactory beans,
				CircuitBreakerRegistry circuits, MeterRegistry registry, ReplicaSettings settings) throws SQLException {
			var position = new PrimaryLsn(primary.unwrap(HikariDataSource.class));
			var meters = new ReplicaMeters(registry);
			var sessions = new LsnSyncedReplicaDataSource(beans.getBean("replica", DataSource.class), position, settings.budget(),
					meters);
			return new ReplicaReads(sessions, primaryJdbc, circuits.circuitBreaker("read-replica"), meters);
		}

	}

	/** Empty is not given. */
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
