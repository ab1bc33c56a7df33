package com.auraconnect.orders.platform.tenancy;

import java.sql.Connection;
import java.sql.SQLException;

import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Scope of the rows that work may read and write: one tenant's, or all tenants'. Work
 * without a tenancy reads and writes none.
 * <p>
 * A tenancy is bound to the thread that does the work, until the work is done. Threads
 * that the work starts need their own. Nested work can only narrow the scope: work for
 * one tenant never reaches another tenant's rows, whatever it calls. The scope cannot
 * change within a transaction, whose connection has its tenancy already.
 */
public final class Tenancy {

	private static final ScopedValue<Tenancy> CURRENT = ScopedValue.newInstance();

	/** Database role that is restricted to the tenant of its session. */
	static final String ROLE = "orders_app";

	/** Database role that sees all tenants' rows, with few rights on them. */
	private static final String ROLE_FOR_ALL = "orders_every_tenant";

	private static final Tenancy NONE = new Tenancy(ROLE, "");

	private static final Tenancy EVERY = new Tenancy(ROLE_FOR_ALL, "*");

	/**
	 * Sets role and tenant for the session (not the transaction), so no rollback reverts
	 * them.
	 */
	private static final String SET_TENANCY = """
			SELECT set_config('role', ?, FALSE), set_config('orders.tenant', ?, FALSE)""";

	private final String role;

	private final String tenant;

	private Tenancy(String role, String tenant) {
		this.role = role;
		this.tenant = tenant;
	}

	/** The tenancy without rows, which a session has when it has only taken the role. */
	public static Tenancy none() {
		return NONE;
	}

	/** The tenancy of one tenant. */
	public static Tenancy of(long tenantId) {
		return new Tenancy(ROLE, Long.toString(tenantId));
	}

	/**
	 * The tenancy of all tenants, for work that cannot know the tenant beforehand. Use it
	 * only to find rows; work on them in the tenancy of each tenant.
	 */
	public static Tenancy everyTenant() {
		return EVERY;
	}

	/** Returns the tenancy of this thread, {@link #none()} by default. */
	static Tenancy current() {
		return CURRENT.orElse(NONE);
	}

	/**
	 * Does the work within this tenancy.
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
			throw new IllegalStateException("A transaction for " + before + " cannot continue for " + this);
		}
		if (!before.equals(NONE) && !before.equals(EVERY)) {
			throw new IllegalStateException("Work for " + before + " cannot switch to " + this);
		}
		return ScopedValue.where(CURRENT, this).call(work);
	}

	/** Does work without a result within this tenancy. */
	public void run(Runnable work) {
		call(() -> {
			work.run();
			return this;
		});
	}

	/**
	 * Sets this tenancy on a session, until it is set again.
	 * @param connection without an open transaction
	 */
	public void applyTo(Connection connection) throws SQLException {
		try (var statement = connection.prepareStatement(SET_TENANCY)) {
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
