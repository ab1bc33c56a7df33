package com.auraconnect.orders.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * Thrown when a readable request is invalid. Carries all its faults, up to
 * {@link #MAX_FAULTS}.
 */
public class InvalidRequest extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** Maximum number of reported faults; a search stops once it has found more. */
	static final int MAX_FAULTS = 100;

	private final int count;

	private final boolean isPermanent;

	private final transient List<Fault> faults;

	/**
	 * @param faults at least one; the first 100 are listed
	 */
	public InvalidRequest(List<Fault> faults) {
		this(faults.size(), faults.stream(), true);
	}

	private InvalidRequest(int count, Stream<Fault> faults, boolean isPermanent) {
		super(summary(count));
		this.count = count;
		this.isPermanent = isPermanent;
		this.faults = faults.limit(MAX_FAULTS).toList();
	}

	/**
	 * @param field path of the field, such as {@code items[0].quantity}
	 * @param message begins with a verb, such as "must be given"
	 */
	public InvalidRequest(String field, String message) {
		this(List.of(new Fault(field, message)));
	}

	/**
	 * Creates a fault that may disappear on a retry, because it depends on circumstances
	 * such as the clock.
	 */
	public static InvalidRequest transientFault(String field, String message) {
		return new InvalidRequest(1, Stream.of(new Fault(field, message)), false);
	}

	/** Appends the faults of another part of the same request. */
	public InvalidRequest and(InvalidRequest other) {
		return new InvalidRequest(this.count + other.count, Stream.concat(this.faults.stream(), other.faults.stream()),
				this.isPermanent && other.isPermanent);
	}

	/** Whether the same request always has these faults. */
	public boolean isPermanent() {
		return this.isPermanent;
	}

	private static String summary(int count) {
		return (count > MAX_FAULTS)
				? "The request has more than " + MAX_FAULTS + " faults, of which " + MAX_FAULTS + " are listed"
				: "The request has " + count + ((count == 1) ? " fault" : " faults");
	}

	/** The listed faults, 100 at most. */
	public List<Fault> faults() {
		return this.faults;
	}

}
