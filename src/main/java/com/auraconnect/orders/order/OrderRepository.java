package com.auraconnect.orders.order;

import java.util.Optional;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.stereotype.Repository;

/**
 * Loads orders through JPA. Needs a transaction and always a tenant id. It is the only
 * {@code @Repository}, for the exception translation; JDBC code has it built in.
 */
@Repository
class OrderRepository {

	private static final String BY_ID = "SELECT o FROM Order o WHERE o.id = :id AND o.tenantId = :tenantId";

	private final EntityManager entityManager;

	OrderRepository(EntityManagerFactory persistence) {
		this.entityManager = SharedEntityManagerCreator.createSharedEntityManager(persistence);
	}

	/** Loads an order for reading. */
	Optional<Order> find(long tenantId, long id) {
		return byId(tenantId, id, LockModeType.NONE);
	}

	/**
	 * Loads an order for changing it and locks its row until the end of the transaction.
	 * Concurrent changes wait for the lock, so none overwrites another or fails because
	 * of one.
	 */
	Optional<Order> findForChange(long tenantId, long id) {
		return byId(tenantId, id, LockModeType.PESSIMISTIC_WRITE);
	}

	private Optional<Order> byId(long tenantId, long id, LockModeType lock) {
		return this.entityManager.createQuery(BY_ID, Order.class)
			.setParameter("id", id)
			.setParameter("tenantId", tenantId)
			.setLockMode(lock)
			.getResultStream()
			.findFirst();
	}

	/** Flushes the changes to the database, which assigns the new version. */
	void flush() {
		this.entityManager.flush();
	}

}
