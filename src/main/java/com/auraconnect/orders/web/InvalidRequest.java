package com.auraconnect.orders.web;

import java.util.List;
import java.util.stream.Stream;

/**
 * The request can be read but not be meant like that. Has all its faults, or the first
 * hundred.
 */
class InvalidRequest extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Nobody reads more, and a body of rubbish has tens of thousands. */
	private static final int MOST = 100;

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
		var summary = "The request has " + count + ((count == 1) ? " fault" : " faults");
		return (count > MOST) ? summary + ", of which these are the first " + MOST : summary;
	}

	List<Fault> faults() {
		return this.faults;
	}

}
