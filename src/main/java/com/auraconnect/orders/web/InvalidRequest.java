package com.auraconnect.orders.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * The request can be read but not be meant like that. Knows all its faults, or a hundred
 * of them.
 */
class InvalidRequest extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** So many are told; what looks for faults stops when it has found more. */
	static final int MOST = 100;

	private final int count;

	private final boolean isForGood;

	private final transient List<Fault> faults;

	InvalidRequest(List<Fault> faults) {
		this(faults.size(), faults.stream(), true);
	}

	private InvalidRequest(int count, Stream<Fault> faults, boolean isForGood) {
		super(summary(count));
		this.count = count;
		this.isForGood = isForGood;
		this.faults = faults.limit(MOST).toList();
	}

	InvalidRequest(String field, String message) {
		this(List.of(new Fault(field, message)));
	}

	/**
	 * A fault that the same request need not have another time: one of what surrounds it,
	 * such as the clock.
	 */
	static InvalidRequest forNow(String field, String message) {
		return new InvalidRequest(1, Stream.of(new Fault(field, message)), false);
	}

	/** With the faults of another part of the same request, after these. */
	InvalidRequest and(InvalidRequest other) {
		return new InvalidRequest(this.count + other.count, Stream.concat(this.faults.stream(), other.faults.stream()),
				this.isForGood && other.isForGood);
	}

	/** Whether the same request has these faults whenever it comes. */
	boolean isForGood() {
		return this.isForGood;
	}

	private static String summary(int count) {
		return (count > MOST) ? "The request has more than " + MOST + " faults, of which these are " + MOST
				: "The request has " + count + ((count == 1) ? " fault" : " faults");
	}

	List<Fault> faults() {
		return this.faults;
	}

}
