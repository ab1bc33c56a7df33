package com.auraconnect.orders.saga;

/** State of an unfinished saga. */
public enum SagaState {

	/** Running now, or about to run. */
	RUNNING,

	/** Failed; will be retried automatically. */
	WAITING,

	/** Attempts used up; waits for {@link Sagas#retry}. */
	PARKED

}
