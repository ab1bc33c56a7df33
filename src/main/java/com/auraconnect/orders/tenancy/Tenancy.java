package com.auraconnect.orders.tenancy;

import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Whose rows some work sees and writes: one tenant's, or all. Work of which nobody has
 * said so sees and writes none.
 * <p>
 * It holds for the thread that does the work, until the work is done. Other threads that
 * the work starts have to be told for themselves. It can only become narrower on the way:
 * what is done for one tenant gets at nobody else's rows, whatever it calls. And it can't
 * change within a transaction, whose connection is somebody's already.
 */
public final class Tenancy {

	private static final ScopedValue<Tenancy> CURRENT = ScopedValue.newInstance();

	/** The role whose members are held to the tenant of their session. */
	static final String ROLE = "orders_app";

	/** The role of those who see all tenants, and may do little with what they see. */
	private static final String ROLE_FOR_ALL = "orders_every_tenant";

	private static final Tenancy NONE = new Tenancy(ROLE, "");

	private static final Tenancy EVERY = new Tenancy(ROLE_FOR_ALL, "*");

	/** For the whole session, whatever becomes of its transactions. */
	private static final String TELL = "SELECT set_config('role', ?, FALSE), set_config('orders.tenant', ?, FALSE)";

	private final String role;

	private final String tenant;

	private Tenancy(String role, String tenant) {
		this.role = role;
		this.tenant = tenant;
	}

	/** Nobody's: what a session is that has taken the role, and was told nothing else. */
	public static Tenancy none() {
		return NONE;
	}

	/** One tenant's. */
	public static Tenancy of(long tenantId) {
		return new Tenancy(ROLE, Long.toString(tenantId));
	}

	/**
	 * All tenants', for what cannot know the tenant beforehand. No wider than that: the
	 * work on what it has found is each tenant's own.
	 */
	public static Tenancy everyTenant() {
		return EVERY;
	}

	/** Of the work on this thread. */
	static Tenancy current() {
		return CURRENT.orElse(NONE);
	}

	/**
	 * Does the work.
	 * @throws X what the work throws
	 * @throws IllegalStateException if this thread works for another tenant, or is in a
	 * transaction
	 */
	public <T, X extends Throwable> T call(ScopedValue.CallableOp<? extends T, X> work) throws X {
		var before = current();
		if (before.equals(this)) {
			return work.call();
		}
		if (TransactionSynchronizationManager.isActualTransactionActive()) {
			throw new IllegalStateException("What is begun for " + before + " cannot go on for " + this);
		}
		if (!before.equals(NONE) && !before.equals(EVERY)) {
			throw new IllegalStateException("What is done for " + before + " cannot be for " + this);
		}
		return ScopedValue.where(CURRENT, this).call(work);
	}

	/** The same for work without an outcome. */
	public void run(Runnable work) {
		call(() -> {
			work.run();
			return this;
		});
	}

	/**
	 * Makes it that of a session, until the session is told otherwise.
	 * @param connection without an open transaction
	 */
	public void tell(Connection connection) throws SQLException {
		try (var statement = connection.prepareStatement(TELL)) {
			statement.setString(1, this.role);
			statement.setString(2, this.tenant);
			statement.execute();
		}
		if (!connection.getAutoCommit()) {
			connection.commit();
		}
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Tenancy that && this.role.equals(that.role) && this.tenant.equals(that.tenant);
	}

	@Override
	public int hashCode() {
		return this.tenant.hashCode();
	}

	@Override
	public String toString() {
		if (equals(NONE)) {
			return "no tenant";
		}
		return equals(EVERY) ? "every tenant" : "tenant " + this.tenant;
	}

}
