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

import com.auraconnect.orders.order.ResponseRecorder;

/**
 * Does a request once, however often it comes.
 * <p>
 * What makes this safe is {@link IdempotentResponseRecorder}: the answer is kept in the transaction of
 * the work, and the key is unique there, so of two requests at the same moment, on
 * whichever replicas, one commits, and the other is undone and gets the first one's
 * answer. That this replica also remembers which keys it is working on only spares it
 * work, and answers a hasty repetition at once.
 */
@Component
public class IdempotencyService {

	private static final Logger log = LoggerFactory.getLogger(IdempotencyService.class);

	private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]{1,255}");

	private final IdempotencyRepository answers;

	private final Set<RequestKey> underWay = ConcurrentHashMap.newKeySet();

	IdempotencyService(IdempotencyRepository answers) {
		this.answers = answers;
	}

	/**
	 * What a request is answered with.
	 *
	 * @param isReplay whether it is the answer to an earlier request
	 * @param isRefusalForGood whether the same request will be refused in the same way
	 * whenever it comes
	 */
	public record Answer(IdempotencyRecord kept, boolean isReplay, boolean isRefusalForGood) {

		/**
		 * The answer to a request that has just been done.
		 * @param isRefusalForGood whether the same request will be refused in the same
		 * way whenever it comes
		 */
		public Answer(int status, byte[] body, boolean isRefusalForGood) {
			this(new IdempotencyRecord(new byte[0], status, body, null, null), false, isRefusalForGood);
		}

		/** The answer to an earlier request, which was kept. */
		static Answer replay(IdempotencyRecord kept) {
			return new Answer(kept, true, kept.status() >= 400);
		}

		/**
		 * Whether the same request may be answered differently the next time. That can be
		 * said of every refusal that is for more than the request itself: stock, menu,
		 * balances, states and clocks change.
		 */
		public boolean isForNow() {
			return status() >= 400 && !this.isRefusalForGood;
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
		 * @param recorder to be handed to whatever does the work in a transaction
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
	 * Answers the request: with what it was answered before, or by doing the work.
	 * @param fingerprint of the request's body
	 * @throws IdempotencyKeyReused if the key belongs to a request with another body
	 * @throws RequestInProgress if the request is being worked on right now
	 */
	public <E extends Exception> Answer executeOnce(RequestKey request, byte[] fingerprint, Work<E> work) throws E {
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
			return Answer.replay(kept);
		});
	}

	private <E extends Exception> Answer answer(RequestKey request, byte[] fingerprint, Work<E> work) throws E {
		var recorder = new IdempotentResponseRecorder(this.answers, request, fingerprint);
		var answer = work.answer(recorder);
		if (!recorder.isOvertaken()) {
			keepUnlessKept(recorder, answer);
		}
		if (recorder.isOvertaken()) {
			return find(request, fingerprint).orElseThrow(RequestInProgress::new);
		}
		return mayBeOfTheSameRequest(answer) ? find(request, fingerprint).orElse(answer) : answer;
	}

	/**
	 * Whether a refusal can be for what the same request has just done on another
	 * replica. A failure is none: it says nothing of the order.
	 */
	private static boolean mayBeOfTheSameRequest(Answer answer) {
		return answer.isForNow() && answer.status() < 500;
	}

	/**
	 * Keeps refusals for good, and answers that changed nothing and so were not kept with
	 * any work.
	 */
	private static void keepUnlessKept(IdempotentResponseRecorder recorder, Answer answer) {
		var status = answer.status();
		var isUnkeptSuccess = status < 300 && !recorder.isKept();
		if (recorder.isForgone() || (!answer.isRefusalForGood() && !isUnkeptSuccess)) {
			return;
		}
		try {
			recorder.keep(status, answer.body());
		}
		catch (DuplicateKey ex) {
			log.debug("the answer with status {} has been overtaken", status);
		}
		catch (DataAccessException | TransactionException ex) {
			log.info("the answer with status {} is not kept: {}", status, ex.getMessage());
		}
	}

}
