package com.auraconnect.orders.idempotency;

import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.Receipt;
import com.auraconnect.orders.order.Writes;

/** Keeps the answer to one request with a key. */
class KeyReceipt implements Receipt {

	private static final int OK = 200;

	private static final int CREATED = 201;

	private final KeptAnswers answers;

	private final RequestKey request;

	private final byte[] fingerprint;

	private boolean kept;

	private boolean overtaken;

	private boolean forgone;

	KeyReceipt(KeptAnswers answers, RequestKey request, byte[] fingerprint) {
		this.answers = answers;
		this.request = request;
		this.fingerprint = fingerprint;
	}

	/**
	 * Writing it throws {@link KeyTaken} if another request with the same key has
	 * committed first.
	 */
	@Override
	public void keep(OrderDocument answer, boolean isNew, Writes writes) {
		var kept = new KeptAnswer(this.fingerprint, isNew ? CREATED : OK, answer.json(), answer.id(), answer.version());
		if (this.kept) {
			this.answers.keepInstead(this.request, kept, writes);
		}
		else {
			this.answers.keep(this.request, kept, this::isKeptNow, this::overtaken, writes);
		}
	}

	/**
	 * Keeps what was answered instead of an order, or instead of what was kept for this
	 * request before.
	 * @throws KeyTaken if another request with the same key has committed first
	 */
	void keep(int status, byte[] body) {
		var kept = new KeptAnswer(this.fingerprint, status, body, null, null);
		if (this.kept) {
			this.answers.keepInstead(this.request, kept);
		}
		else if (this.answers.keep(this.request, kept)) {
			isKeptNow();
		}
		else {
			throw overtaken();
		}
	}

	private void isKeptNow() {
		this.kept = true;
	}

	private KeyTaken overtaken() {
		this.overtaken = true;
		return new KeyTaken();
	}

	@Override
	public void forgo() {
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
