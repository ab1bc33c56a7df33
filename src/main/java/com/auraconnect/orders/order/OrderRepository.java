package com.auraconnect.orders.order;

import java.util.Optional;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import org.springframework.orm.jpa.SharedEntityManagerCreator;
import org.springframework.stereotype.Repository;

/**
 * The orders of all tenants. To be asked within a transaction, and never without a
 * tenant. The only repository in Spring's sense, whose exceptions have to be translated:
 * what goes through JDBC has that done there.
 */
@Repository
class OrderRepository {

	private static final String BY_ID = "SELECT o FROM Order o WHERE o.id = :id AND o.tenantId = :tenantId";

	private final EntityManager entityManager;

	OrderRepository(EntityManagerFactory persistence) {
		this.entityManager = SharedEntityManagerCreator.createSharedEntityManager(persistence);
	}

	/** The order, for looking at it. */
	Optional<Order> find(long tenantId, long id) {
		return byId(tenantId, id, LockModeType.NONE);
	}

	/**
	 * The order, for changing it: whoever else wants to change it waits until this
	 * transaction has ended. A change that builds on what it has read can therefore
	 * neither overwrite another nor fail because of one.
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

	/** Sends to the database what has changed, which settles the version. */
	void flush() {
		this.entityManager.flush();
	}

}
