package com.auraconnect.orders.order;

import java.util.Optional;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import org.hibernate.jpa.HibernateHints;
import org.springframework.context.annotation.Primary;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;
import org.springframework.data.repository.Repository;

/**
 * Loads and writes orders; no other code writes their tables. Needs a transaction.
 * Entities are read-only for Hibernate, which compares and flushes nothing:
 * {@link OrderAggregates#write} does.
 */
@Primary
interface OrderRepository extends Repository<Order, Long>, OrderAggregates, CardRequests {

	/**
	 * Loads an order for changing it and locks its row until the end of the transaction.
	 * Concurrent changes wait for the lock, so none overwrites another or fails because
	 * of one. The parts are read by a second statement, which sees what was committed
	 * while the first one waited.
	 */
	default Optional<Order> findForChange(long tenantId, long id) {
		return lockRow(tenantId, id).map(this::withParts);
	}

	@Query("SELECT o FROM Order o WHERE o.id = :id AND o.sale.tenantId = :tenantId")
	@QueryHints(@QueryHint(name = HibernateHints.HINT_READ_ONLY, value = "true"))
	@Lock(LockModeType.PESSIMISTIC_WRITE)
	Optional<Order> lockRow(long tenantId, long id);

}
