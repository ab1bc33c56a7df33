package com.auraconnect.orders.idempotency;

import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.SqlBatch;

/** Keeps the answer to one request with a key. */
class IdempotentResponseRecorder implements ResponseRecorder {

	private static final int OK = 200;

	private static final int CREATED = 201;

	private final IdempotencyRepository answers;

	private final RequestKey request;

	private final byte[] fingerprint;

	private boolean kept;

	private boolean overtaken;

	private boolean forgone;

	IdempotentResponseRecorder(IdempotencyRepository answers, RequestKey request, byte[] fingerprint) {
		this.answers = answers;
		this.request = request;
		this.fingerprint = fingerprint;
	}

	/**
	 * Writing it throws {@link DuplicateKey} if another request with the same key has
	 * committed first.
	 */
	@Override
	public void keep(OrderDocument answer, boolean isNew, SqlBatch writes) {
		var kept = new IdempotencyRecord(this.fingerprint, isNew ? CREATED : OK, answer.json(), answer.id(), answer.version());
		if (this.kept) {
			this.answers.keepInstead(this.request, kept, writes);
		}
		else {
			this.answers.keep(this.request, kept, this::markStored, this::lostRace, writes);
		}
	}

	/**
	 * Keeps what was answered instead of an order, or instead of what was kept for this
	 * request before.
	 * @throws DuplicateKey if another request with the same key has committed first
	 */
	void keep(int status, byte[] body) {
		var kept = new IdempotencyRecord(this.fingerprint, status, body, null, null);
		if (this.kept) {
			this.answers.keepInstead(this.request, kept);
		}
		else if (this.answers.keep(this.request, kept)) {
			markStored();
		}
		else {
			throw lostRace();
		}
	}

	private void markStored() {
		this.kept = true;
	}

	private DuplicateKey lostRace() {
		this.overtaken = true;
		return new DuplicateKey();
	}

	@Override
	public void doNotStore() {
		this.forgone = true;
	}

	/** Whether the answer is not to be kept. */
	boolean isForgone() {
		return this.forgone;
	}

	/**
	 * Whether an answer has been kept; if its transaction was undone after that, so was
	 * the answer.
	 */
	boolean isKept() {
		return this.kept;
	}

	/** Whether another request with the same key has committed first. */
	boolean isOvertaken() {
		return this.overtaken;
	}

}
