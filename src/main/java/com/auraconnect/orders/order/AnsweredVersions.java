package com.auraconnect.orders.order;

/**
 * Notes the versions of orders that callers have seen in answers which are neither reads
 * nor changes of this replica: a request that changed nothing, or the replay of an answer
 * of another replica. No later read of this replica may be older.
 */
@FunctionalInterface
public interface AnsweredVersions {

	/** Notes a committed version that is about to be answered. */
	void answered(long tenantId, long orderId, int version);

}
