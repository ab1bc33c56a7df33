package com.auraconnect.orders.idempotency;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderDocument;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.SqlBatch;

/** Stores the response to a request with an {@code Idempotency-Key}. */
class IdempotentResponseRecorder implements ResponseRecorder {

	private static final int OK = 200;

	private static final int CREATED = 201;

	private final IdempotencyRepository answers;

	private final RequestKey request;

	private final byte[] fingerprint;

	private boolean kept;

	private boolean hasLostRace;

	private boolean notStored;

	IdempotentResponseRecorder(IdempotencyRepository answers, RequestKey request, byte[] fingerprint) {
		this.answers = answers;
		this.request = request;
		this.fingerprint = fingerprint;
	}

	/**
	 * The batch throws {@link DuplicateKey} if another request with the same key has
	 * committed first.
	 */
	@Override
	public void record(OrderDocument answer, boolean isNew, SqlBatch writes) {
		var kept = new IdempotencyRecord(this.fingerprint, isNew ? CREATED : OK, answer.json(), answer.id(),
				answer.version());
		if (this.kept) {
			this.answers.replace(this.request, kept, writes);
		}
		else {
			this.answers.insert(this.request, kept, this::markStored, this::lostRace, writes);
		}
	}

	/**
	 * Stores a response that is not an order, or replaces the record stored for this
	 * request before.
	 * @throws DuplicateKey if another request with the same key has committed first
	 */
	@Override
	public void record(int status, byte[] body, @Nullable Integer version) {
		var kept = new IdempotencyRecord(this.fingerprint, status, body, null, version);
		if (this.kept) {
			this.answers.replace(this.request, kept);
		}
		else if (this.answers.insertIfAbsent(this.request, kept)) {
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
		this.hasLostRace = true;
		return new DuplicateKey();
	}

	@Override
	public void doNotStore() {
		this.notStored = true;
	}

	/** Whether the response must not be stored. */
	boolean isNotStored() {
		return this.notStored;
	}

	/**
	 * Whether a record was stored. If its transaction rolled back afterwards, so did the
	 * record.
	 */
	boolean isKept() {
		return this.kept;
	}

	/** Whether another request with the same key has committed first. */
	boolean hasLostRace() {
		return this.hasLostRace;
	}

}
