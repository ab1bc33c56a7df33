package com.auraconnect.orders.order;

/**
 * Receives each change after its commit, on the thread that made the change and before
 * the caller gets its answer. Delivery is best effort: a process that dies after the
 * commit calls no listener, and the exception of a listener is logged and ignored. Work
 * that must not be lost belongs in a {@link TransactionalOrderListener}.
 */
public interface AfterCommitListener {

	void afterCommit(CommittedChange change);

}
