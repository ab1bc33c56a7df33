package com.auraconnect.orders.idempotency;

import java.time.Clock;

import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.Receipt;

/** Keeps the answer to one request with a key. */
class KeyReceipt implements Receipt {

	private static final int OK = 200;

	private static final int CREATED = 201;

	private final KeptAnswers answers;

	private final RequestKey request;

	private final byte[] fingerprint;

	private final Clock clock;

	private boolean kept;

	private boolean overtaken;

	KeyReceipt(KeptAnswers answers, RequestKey request, byte[] fingerprint, Clock clock) {
		this.answers = answers;
		this.request = request;
		this.fingerprint = fingerprint;
		this.clock = clock;
	}

	/**
	 * @throws KeyTaken if another request with the same key has committed first
	 */
	@Override
	public void keep(OrderDocument answer, boolean isNew) {
		var status = isNew ? CREATED : OK;
		keep(new KeptAnswer(this.fingerprint, status, answer.json(), answer.id(), answer.version()));
	}

	/**
	 * Keeps what was answered instead of an order, or instead of what was kept for this
	 * request before.
	 */
	void keep(int status, byte[] body) {
		keep(new KeptAnswer(this.fingerprint, status, body, null, null));
	}

	private void keep(KeptAnswer answer) {
		if (this.kept) {
			this.answers.keepInstead(this.request, answer, this.clock.instant());
			return;
		}
		if (!this.answers.keep(this.request, answer, this.clock.instant())) {
			this.overtaken = true;
			throw new KeyTaken();
		}
		this.kept = true;
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
