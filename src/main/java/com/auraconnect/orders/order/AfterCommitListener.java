package com.auraconnect.orders.order;

/**
 * Told of each change after its commit, on the thread that made it and before the caller
 * gets its answer. Best effort: a process that dies in between tells nobody, and a
 * failing listener is logged and passed over, so nothing that must happen may hang on it.
 * What must happen goes into an {@link TransactionalOrderListener}.
 */
public interface AfterCommitListener {

	void afterCommit(CommittedChange change);

}
