package com.auraconnect.orders.architecture.guilty.saga;

import org.springframework.transaction.annotation.Transactional;

/** Calls a partner within a transaction. */
public abstract class HoldsAConnection {

	@Transactional
	abstract void run();

}
