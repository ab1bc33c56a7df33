package com.auraconnect.orders.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.auraconnect.orders.tracing.RequestId;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.DriverDataSource;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.NoOpQueryExecutionListener;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * The statements that the service sends to its database on behalf of a request, told from
 * all others by the request's id. Imported by a test that counts.
 */
public class StatementCounts implements BeanPostProcessor {

	private static final String REPLICA = "orders-replica";

	private final Map<String, List<String>> byRequest = new ConcurrentHashMap<>();

	private final Map<String, List<String>> toReplicaByRequest = new ConcurrentHashMap<>();

	/**
	 * In the order in which they were sent. Not among them is what a session was told of
	 * its tenant, once it had done other work before: that depends on what else was going
	 * on.
	 */
	public List<String> of(String requestId) {
		return sent(this.byRequest, requestId);
	}

	/** The same of those that it sends to the database's replica. */
	public List<String> toReplica(String requestId) {
		return sent(this.toReplicaByRequest, requestId);
	}

	private static List<String> sent(Map<String, List<String>> byRequest, String requestId) {
		return byRequest.getOrDefault(requestId, List.of())
			.stream()
			.filter((statement) -> !statement.contains("set_config('orders.tenant'"))
			.toList();
	}

	/** Under the pool, before anything is put around it. */
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
