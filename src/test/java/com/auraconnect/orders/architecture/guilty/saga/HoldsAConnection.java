package com.auraconnect.orders.architecture.guilty.saga;

import org.springframework.transaction.annotation.Transactional;

/** Would ask a partner in the middle of a transaction. */
public abstract class HoldsAConnection {

	@Transactional
	abstract void run();

}
