package com.auraconnect.orders.idempotency;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import com.auraconnect.orders.order.Receipt;

/**
 * Does a request once, however often it comes.
 * <p>
 * What makes this safe is {@link KeyReceipt}: the answer is kept in the transaction of
 * the work, and the key is unique there, so of two requests at the same moment, on
 * whichever replicas, one commits, and the other is undone and gets the first one's
 * answer. That this replica also remembers which keys it is working on only spares it
 * work, and answers a hasty repetition at once.
 */
@Component
public class IdempotentRequests {

	private static final Logger log = LoggerFactory.getLogger(IdempotentRequests.class);

	/** Refusals that may be gone the next time. */
	private static final Set<Integer> PASSING = Set.of(401, 408, 409, 412, 413, 429);

	/** Refusals for what the same request may have done already, on another replica. */
	private static final Set<Integer> OF_A_STATE = Set.of(409, 412);

	private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,255}");

	private final KeptAnswers answers;

	private final Set<RequestKey> underWay = ConcurrentHashMap.newKeySet();

	IdempotentRequests(KeptAnswers answers) {
		this.answers = answers;
	}

	/**
	 * What a request is answered with.
	 *
	 * @param isReplay whether it is the answer to an earlier request
	 */
	public record Answer(KeptAnswer kept, boolean isReplay) {

		/** The answer to a request that has just been done. */
		public static Answer of(int status, byte[] body) {
			return new Answer(new KeptAnswer(new byte[0], status, body, null, null), false);
		}

		public int status() {
			return this.kept.status();
		}

		public byte[] body() {
			return this.kept.body();
		}

	}

	/** The doing of a request. */
	@FunctionalInterface
	public interface Work<E extends Exception> {

		/**
		 * @param receipt to be handed to whatever does the work in a transaction
		 */
		Answer answer(Receipt receipt) throws E;

	}

	/**
	 * Whether a text can be an {@code Idempotency-Key}: 1 to 255 printable ASCII
	 * characters.
	 */
	public static boolean isKey(String text) {
		return PRINTABLE.matcher(text).matches();
	}

	/** Whether a request with that answer may be answered differently the next time. */
	public static boolean isPassing(int status) {
		return status >= 500 || PASSING.contains(status);
	}

	/**
	 * Answers the request: with what it was answered before, or by doing the work.
	 * @param fingerprint of the request's body
	 * @throws IdempotencyKeyReused if the key belongs to a request with another body
	 * @throws RequestInProgress if the request is being worked on right now
	 */
	public <E extends Exception> Answer once(RequestKey request, byte[] fingerprint, Work<E> work) throws E {
		if (!this.underWay.add(request)) {
			throw new RequestInProgress();
		}
		try {
			var known = find(request, fingerprint);
			return known.isPresent() ? known.get() : answer(request, fingerprint, work);
		}
		finally {
			this.underWay.remove(request);
		}
	}

	private Optional<Answer> find(RequestKey request, byte[] fingerprint) {
		return this.answers.find(request).map((kept) -> {
			if (!MessageDigest.isEqual(kept.fingerprint(), fingerprint)) {
				throw new IdempotencyKeyReused();
			}
			return new Answer(kept, true);
		});
	}

	private <E extends Exception> Answer answer(RequestKey request, byte[] fingerprint, Work<E> work) throws E {
		var receipt = new KeyReceipt(this.answers, request, fingerprint);
		var answer = work.answer(receipt);
		if (!receipt.isOvertaken()) {
			keepUnlessKept(receipt, answer);
		}
		if (receipt.isOvertaken()) {
			return find(request, fingerprint).orElseThrow(RequestInProgress::new);
		}
		return OF_A_STATE.contains(answer.status()) ? find(request, fingerprint).orElse(answer) : answer;
	}

	/**
	 * Refusals, and answers that changed nothing, were not kept with any work. If the
	 * same request has been done elsewhere meanwhile, a refusal may be for just that.
	 */
	private static void keepUnlessKept(KeyReceipt receipt, Answer answer) {
		var status = answer.status();
		var lastingRefusal = status >= 400 && status < 500 && !PASSING.contains(status);
		var unkeptSuccess = status < 300 && !receipt.isKept();
		if (receipt.isForgone() || (!lastingRefusal && !unkeptSuccess)) {
			return;
		}
		try {
			receipt.keep(status, answer.body());
		}
		catch (KeyTaken ex) {
			log.debug("the answer with status {} has been overtaken", status);
		}
		catch (DataAccessException | TransactionException ex) {
			log.info("the answer with status {} is not kept: {}", status, ex.getMessage());
		}
	}

}
