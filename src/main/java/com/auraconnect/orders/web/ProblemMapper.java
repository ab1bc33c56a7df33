package com.auraconnect.orders.web;

import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;

import com.auraconnect.orders.events.TooManyStreams;
import com.auraconnect.orders.idempotency.DuplicateKey;
import com.auraconnect.orders.idempotency.IdempotencyKeyReused;
import com.auraconnect.orders.idempotency.MalformedIdempotencyKey;
import com.auraconnect.orders.idempotency.RequestInProgress;
import com.auraconnect.orders.order.AmountTooHigh;
import com.auraconnect.orders.order.ConcurrentChange;
import com.auraconnect.orders.order.ExternalIdTaken;
import com.auraconnect.orders.order.IllegalOrderTransition;
import com.auraconnect.orders.order.InsufficientInventory;
import com.auraconnect.orders.order.ItemNotFound;
import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.order.MenuItemsUnavailable;
import com.auraconnect.orders.order.NotInThisState;
import com.auraconnect.orders.order.OrderNotFound;
import com.auraconnect.orders.order.OrderTooExpensive;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.PaymentDeclined;
import com.auraconnect.orders.order.PaymentNotFound;
import com.auraconnect.orders.order.PriceChanged;
import com.auraconnect.orders.order.StaleOrderVersion;
import com.auraconnect.orders.order.StationNotInvolved;
import com.auraconnect.orders.order.UnknownLocation;
import com.auraconnect.orders.security.IssuerUnavailable;
import com.auraconnect.orders.security.RateLimited;

/** The one place that knows which exception is which problem. */
final class ProblemMapper {

	private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

	/** When to come back if nobody knows better. */
	private static final Duration SOON = Duration.ofSeconds(2);

	/** When a caller that has too much open may have closed some of it. */
	private static final Duration LATER = Duration.ofSeconds(10);

	private ProblemMapper() {
	}

	static Problem of(Exception failure) {
		return switch (failure) {
			case InvalidRequest ex -> Problem.of(ErrorCode.VALIDATION_ERROR, ex.getMessage(), ex.faults());
			case MalformedBody ex -> Problem.of(ErrorCode.MALFORMED_REQUEST, ex.getMessage());
			case BodyTooLarge ex -> Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, ex.getMessage());
			// headers and parameters are looked at only when they are asked for
			case RequestRejectedException _ ->
				Problem.of(ErrorCode.MALFORMED_REQUEST, "The request has a header or parameter that is not allowed");
			case MalformedIdempotencyKey _ -> invalid("Idempotency-Key", MalformedIdempotencyKey.RULE);
			case UnknownLocation _ -> invalid("location_id", "is not a location of this tenant");
			case ExternalIdTaken _ -> invalid("external_id", "is the name of another order already");
			case PaymentNotFound _ -> invalid("payment_id", "is not a payment of this order");
			case StationNotInvolved _ -> invalid("station", "makes nothing on this order");
			case OrderTooExpensive ex -> invalid(ex.field(), ex.getMessage());

			case IssuerUnavailable ex -> Problem.passing(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), SOON);
			case AuthenticationException _ ->
				Problem.of(ErrorCode.UNAUTHORIZED, "The request carries no token, or one that is not valid");
			case PaymentDeclined ex -> Problem.of(ErrorCode.PAYMENT_FAILED, ex.getMessage());
			case AccessDeniedException ex -> Problem.of(ErrorCode.FORBIDDEN, ex.getMessage());
			case OrderNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case ItemNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case LocationNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case StationNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case ResourceNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());

			case IllegalOrderTransition ex -> Problem.of(ErrorCode.INVALID_STATE, ex.getMessage());
			case NotInThisState ex -> Problem.of(ErrorCode.INVALID_STATE, ex.getMessage());
			case ConcurrentChange ex -> Problem.of(ErrorCode.VERSION_CONFLICT, ex.getMessage());
			case OptimisticLockingFailureException _ ->
				Problem.of(ErrorCode.VERSION_CONFLICT, "The order was changed by somebody else at the same moment");
			case StaleOrderVersion ex -> Problem.of(ErrorCode.PRECONDITION_FAILED, ex.getMessage());
			case RequestInProgress ex ->
				Problem.passing(ErrorCode.IDEMPOTENCY_IN_PROGRESS, ex.getMessage(), Duration.ofSeconds(1));
			// IdempotencyService answers with what the faster request got instead
			case DuplicateKey ex -> Problem.passing(ErrorCode.IDEMPOTENCY_IN_PROGRESS, ex.getMessage(), SOON);

			case MenuItemsUnavailable ex -> Problem.of(ErrorCode.MENU_ITEM_UNAVAILABLE, ex.getMessage(),
					ex.faults().stream().map((fault) -> new Fault(fault.field(), fault.message())).toList());
			case InsufficientInventory ex -> Problem.of(ErrorCode.INSUFFICIENT_INVENTORY, ex.getMessage());
			case PriceChanged ex -> Problem.of(ErrorCode.PRICE_CHANGED, ex.getMessage(), ex.totals());
			case AmountTooHigh ex -> Problem.of(ErrorCode.AMOUNT_TOO_HIGH, ex.getMessage());
			case IdempotencyKeyReused ex -> Problem.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, ex.getMessage());

			case RateLimited ex -> Problem.passing(ErrorCode.RATE_LIMITED, ex.getMessage(), ex.retryAfter());

			case PartnerUnavailable ex when ex.partner() == Partner.MENU ->
				Problem.passing(ErrorCode.MENU_UNAVAILABLE, ex.getMessage(), ex.retryAfter());
			case PartnerUnavailable ex ->
				Problem.passing(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), ex.retryAfter());
			case TooManyRequestsUnderWay ex -> Problem.passing(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), SOON);
			case NoRoomForAnswer ex -> Problem.passing(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), SOON);
			case NoRoomForBody ex -> Problem.passing(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), SOON);
			case TooManyStreams ex when ex.bound() == TooManyStreams.Bound.REPLICA ->
				Problem.passing(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), SOON);
			case TooManyStreams ex -> Problem.passing(ErrorCode.RATE_LIMITED, ex.getMessage(), LATER);
			case Exception ex when DatabaseAway.isCauseOf(ex) -> databaseAway(ex);
			default -> unforeseen(failure);
		};
	}

	/**
	 * Whether the same request is refused in the same way whenever it comes: for its form
	 * alone, or because it was done and has failed for good.
	 */
	static boolean isForGood(Exception failure) {
		return switch (failure) {
			case InvalidRequest ex -> ex.isForGood();
			case MalformedBody _ -> true;
			// the attempt is on the order; a repetition must not ask the bank once more
			case PaymentDeclined _ -> true;
			default -> false;
		};
	}

	private static Problem invalid(String field, String message) {
		return of(new InvalidRequest(field, message));
	}

	private static Problem databaseAway(Exception ex) {
		log.warn("the database does not answer: {}", ex.getMessage());
		return Problem.passing(ErrorCode.SERVICE_UNAVAILABLE,
				"The database did not answer; repeat the request, a change under the same Idempotency-Key, as it may have been made",
				SOON);
	}

	private static Problem unforeseen(Exception ex) {
		log.error("unforeseen failure", ex);
		return Problem.of(ErrorCode.INTERNAL_ERROR, "The service has failed; the log has more under this request_id");
	}

}
