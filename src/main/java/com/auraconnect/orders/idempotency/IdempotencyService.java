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

import com.auraconnect.orders.order.AnsweredVersions;
import com.auraconnect.orders.order.ResponseRecorder;

/**
 * Executes a request once, however often it is sent.
 * <p>
 * The guarantee comes from {@link IdempotentResponseRecorder}: the response is stored in
 * the transaction of the work, under a unique key. So of two simultaneous requests, on
 * any replicas, one commits; the other rolls back and gets the first one's response. The
 * set of keys in progress on this replica is an optimization: it avoids wasted work and
 * rejects a hasty repetition at once.
 */
@Component
public class IdempotencyService {

	private static final Logger log = LoggerFactory.getLogger(IdempotencyService.class);

	private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,255}");

	private final IdempotencyRepository answers;

	private final AnsweredVersions versions;

	private final Set<RequestKey> inProgress = ConcurrentHashMap.newKeySet();

	IdempotencyService(IdempotencyRepository answers, AnsweredVersions versions) {
		this.answers = answers;
		this.versions = versions;
	}

	/**
	 * The response to a request.
	 *
	 * @param isReplay whether it is the response to an earlier request
	 * @param isRefusalForGood whether the same request will always be refused in the same
	 * way
	 */
	public record Answer(IdempotencyRecord kept, boolean isReplay, boolean isRefusalForGood) {

		/**
		 * The response to a request that was just executed.
		 * @param isRefusalForGood whether the same request will always be refused in the
		 * same way
		 */
		public Answer(int status, byte[] body, boolean isRefusalForGood) {
			this(new IdempotencyRecord(new byte[0], status, body, null, null), false, isRefusalForGood);
		}

		/** The stored response to an earlier request. */
		static Answer replay(IdempotencyRecord kept) {
			return new Answer(kept, true, kept.status() >= 400);
		}

		/**
		 * Whether a repetition may get a different response. True for every refusal that
		 * does not depend on the request alone: stock, menu, balances, states and clocks
		 * change.
		 */
		public boolean isTemporary() {
			return status() >= 400 && !this.isRefusalForGood;
		}

		public int status() {
			return this.kept.status();
		}

		public byte[] body() {
			return this.kept.body();
		}

	}

	/** Executes a request. */
	@FunctionalInterface
	public interface Work<E extends Exception> {

		/**
		 * @param recorder to pass to the transaction that does the work
		 */
		Answer answer(ResponseRecorder recorder) throws E;

	}

	/**
	 * Whether a text can be an {@code Idempotency-Key}: 1 to 255 printable ASCII
	 * characters.
	 */
	public static boolean isKey(String text) {
		return PRINTABLE.matcher(text).matches();
	}

	/**
	 * Refuses a request whose key is in use on this replica, so that its body need not be
	 * read and compared.
	 * @throws RequestInProgress if a request with the key is being executed right now
	 */
	void requireNotInProgress(RequestKey request) {
		if (this.inProgress.contains(request)) {
			throw new RequestInProgress();
		}
	}

	/**
	 * Returns the stored response to the request, or executes it.
	 * @param fingerprint fingerprint of the request's body
	 * @throws IdempotencyKeyReused if the key belongs to a request with another body
	 * @throws RequestInProgress if the request is being executed right now
	 */
	public <E extends Exception> Answer executeOnce(RequestKey request, byte[] fingerprint, Work<E> work) throws E {
		if (!this.inProgress.add(request)) {
			throw new RequestInProgress();
		}
		try {
			var known = find(request, fingerprint);
			return known.isPresent() ? known.get() : answer(request, fingerprint, work);
		}
		finally {
			this.inProgress.remove(request);
		}
	}

	private Optional<Answer> find(RequestKey request, byte[] fingerprint) {
		return this.answers.find(request).map((kept) -> {
			if (!MessageDigest.isEqual(kept.fingerprint(), fingerprint)) {
				throw new IdempotencyKeyReused();
			}
			if (kept.orderId() != null && kept.version() != null) {
				this.versions.answered(request.tenantId(), kept.orderId(), kept.version());
			}
			return Answer.replay(kept);
		});
	}

	private <E extends Exception> Answer answer(RequestKey request, byte[] fingerprint, Work<E> work) throws E {
		var recorder = new IdempotentResponseRecorder(this.answers, request, fingerprint);
		var answer = work.answer(recorder);
		if (!recorder.hasLostRace()) {
			storeIfNeeded(recorder, answer);
		}
		if (recorder.hasLostRace()) {
			return find(request, fingerprint).orElseThrow(RequestInProgress::new);
		}
		return mayResultFromSameRequest(answer) ? find(request, fingerprint).orElse(answer) : answer;
	}

	/**
	 * Whether a refusal may be caused by the same request having just run on another
	 * replica. A server error says nothing about the order.
	 */
	private static boolean mayResultFromSameRequest(Answer answer) {
		return answer.isTemporary() && answer.status() < 500;
	}

	/**
	 * Stores permanent refusals, and successes that changed nothing and so were not
	 * stored with any work.
	 */
	private static void storeIfNeeded(IdempotentResponseRecorder recorder, Answer answer) {
		var status = answer.status();
		var isUnkeptSuccess = status < 300 && !recorder.isKept();
		if (recorder.isNotStored() || (!answer.isRefusalForGood() && !isUnkeptSuccess)) {
			return;
		}
		try {
			recorder.record(status, answer.body(), null);
		}
		catch (DuplicateKey ex) {
			log.debug("the response with status {} is discarded: another request with its key has committed first",
					status);
		}
		catch (DataAccessException | TransactionException ex) {
			log.info("the response with status {} could not be stored, a repetition is executed again: {}", status,
					ex.getMessage());
		}
	}

}
