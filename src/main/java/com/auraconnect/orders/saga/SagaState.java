package com.auraconnect.orders.saga;

/** How a saga is doing. */
public enum SagaState {

	/** It is being worked on, or will be in a moment. */
	RUNNING,

	/** It has failed and will be repeated by itself. */
	WAITING,

	/** Its attempts are used up; it waits for {@link Sagas#retry}. */
	PARKED

}
