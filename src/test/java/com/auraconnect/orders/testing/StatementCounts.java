package com.auraconnect.orders.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.auraconnect.orders.platform.tracing.RequestId;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.NoOpQueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Records the statements that the service sends to its database for a request, identified
 * by the request's id. Imported by tests that count statements.
 */
public class StatementCounts implements BeanPostProcessor {

	private static final String REPLICA = "orders-replica";

	private final Map<String, List<String>> byRequest = new ConcurrentHashMap<>();

	private final Map<String, List<String>> toReplicaByRequest = new ConcurrentHashMap<>();

	/**
	 * The statements of a request in the order of sending. Without the setting of a
	 * session's tenant, which depends on the session's previous work.
	 */
	public List<String> of(String requestId) {
		return sent(this.byRequest, requestId);
	}

	/** The statements of a request that it sends to the database's replica. */
	public List<String> toReplica(String requestId) {
		return sent(this.toReplicaByRequest, requestId);
	}

	private static List<String> sent(Map<String, List<String>> byRequest, String requestId) {
		return byRequest.getOrDefault(requestId, List.of())
			.stream()
			.filter((statement) -> !statement.contains("set_config('orders.tenant'"))
			.toList();
	}

	/** Wraps the data source below the pool. */
	@Override
	public Object postProcessBeforeInitialization(Object bean, String name) {
		if (bean instanceof HikariDataSource pool) {
			var driver = new DriverDataSource(pool.getJdbcUrl(), pool.getDriverClassName(),
					pool.getDataSourceProperties(), pool.getUsername(), pool.getPassword());
			var heard = pool.getPoolName().equals(REPLICA) ? this.toReplicaByRequest : this.byRequest;
			pool.setDataSource(ProxyDataSourceBuilder.create(driver).listener(new Listener(heard)).build());
		}
		return bean;
	}

	private static final class Listener extends NoOpQueryExecutionListener {

		private final Map<String, List<String>> byRequest;

		Listener(Map<String, List<String>> byRequest) {
			this.byRequest = byRequest;
		}

		@Override
		public void afterQuery(ExecutionInfo execution, List<QueryInfo> statements) {
			String request = RequestId.current();
			if (request != null) {
				var sent = this.byRequest.computeIfAbsent(request, (id) -> new CopyOnWriteArrayList<>());
				statements.forEach((statement) -> sent.add(statement.getQuery()));
			}
		}

	}

}
