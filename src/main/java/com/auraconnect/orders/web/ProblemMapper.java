package com.auraconnect.orders.web;

import java.time.Duration;
import java.util.Map;

import org.apache.catalina.connector.ClientAbortException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;

import com.auraconnect.orders.check.StaleCheckVersion;
import com.auraconnect.orders.closing.BookingsBehind;
import com.auraconnect.orders.closing.DayNotClosable;
import com.auraconnect.orders.feed.TooManyStreams;
import com.auraconnect.orders.http.BodyTooLarge;
import com.auraconnect.orders.http.ErrorCode;
import com.auraconnect.orders.http.Fault;
import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.MalformedBody;
import com.auraconnect.orders.http.NoRoomForAnswer;
import com.auraconnect.orders.http.NoRoomForBody;
import com.auraconnect.orders.http.Problem;
import com.auraconnect.orders.http.ResourceNotFound;
import com.auraconnect.orders.http.TooManyConcurrentRequests;
import com.auraconnect.orders.idempotency.DuplicateKey;
import com.auraconnect.orders.idempotency.IdempotencyKeyReused;
import com.auraconnect.orders.idempotency.MalformedIdempotencyKey;
import com.auraconnect.orders.idempotency.RequestInProgress;
import com.auraconnect.orders.kitchen.StationNotFound;
import com.auraconnect.orders.location.CurrencyFixed;
import com.auraconnect.orders.location.StaleLocationVersion;
import com.auraconnect.orders.location.TenantNotSetUp;
import com.auraconnect.orders.location.TooManyItemsOut;
import com.auraconnect.orders.location.TooManyLocations;
import com.auraconnect.orders.order.AdjustmentNotFound;
import com.auraconnect.orders.order.AmountTooHigh;
import com.auraconnect.orders.order.CheckNotFound;
import com.auraconnect.orders.order.ConcurrentChange;
import com.auraconnect.orders.order.CourseNotFound;
import com.auraconnect.orders.order.ExternalIdTaken;
import com.auraconnect.orders.order.IllegalOrderTransition;
import com.auraconnect.orders.order.InsufficientInventory;
import com.auraconnect.orders.order.InvalidAmounts;
import com.auraconnect.orders.order.InvalidCheckState;
import com.auraconnect.orders.order.InvalidOrderFields;
import com.auraconnect.orders.order.InvalidOrderState;
import com.auraconnect.orders.order.InvalidSchedule;
import com.auraconnect.orders.order.ItemNotFound;
import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.order.LocationPaused;
import com.auraconnect.orders.order.MenuItemsUnavailable;
import com.auraconnect.orders.order.OrderNotFound;
import com.auraconnect.orders.order.OrderTooExpensive;
import com.auraconnect.orders.order.Partner;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.order.PaymentCaptured;
import com.auraconnect.orders.order.PaymentDeclined;
import com.auraconnect.orders.order.PaymentNotFound;
import com.auraconnect.orders.order.PriceChanged;
import com.auraconnect.orders.order.StaleOrderVersion;
import com.auraconnect.orders.order.StationNotInvolved;
import com.auraconnect.orders.order.UnknownItem;
import com.auraconnect.orders.order.UnknownLocation;
import com.auraconnect.orders.order.UnknownPayment;
import com.auraconnect.orders.security.ratelimit.RateLimited;
import com.auraconnect.orders.security.tokens.IssuerUnavailable;

/**
 * Maps the service's exceptions to problems; {@link ProblemAdvice} maps those of Spring
 * MVC by their status.
 */
final class ProblemMapper {

	private static final Logger log = LoggerFactory.getLogger(ProblemMapper.class);

	/** Default {@code Retry-After}. */
	private static final Duration DEFAULT_DELAY = Duration.ofSeconds(2);

	/**
	 * {@code Retry-After} of a caller with too many open streams, some of which may be
	 * closed by then.
	 */
	private static final Duration STREAM_DELAY = Duration.ofSeconds(10);

	private ProblemMapper() {
	}

	static Problem of(Exception failure) {
		return switch (failure) {
			case InvalidRequest ex -> Problem.of(ErrorCode.VALIDATION_ERROR, ex.getMessage(), ex.faults());
			case MalformedBody ex -> Problem.of(ErrorCode.MALFORMED_REQUEST, ex.getMessage());
			case BodyTooLarge ex -> Problem.of(ErrorCode.PAYLOAD_TOO_LARGE, ex.getMessage());
			// Spring Security checks headers and parameters on access only
			case RequestRejectedException _ ->
				Problem.of(ErrorCode.MALFORMED_REQUEST, "The request has a header or parameter that is not allowed");
			case MalformedIdempotencyKey _ -> invalid("Idempotency-Key", MalformedIdempotencyKey.RULE);
			case UnknownLocation _ -> invalid("location_id", "is not a location of this tenant");
			case InvalidSchedule ex -> invalid("scheduled_for", ex.getMessage());
			case InvalidOrderFields ex -> invalid(ex.faults());
			case InvalidAmounts ex -> invalid(ex.faults());
			case ExternalIdTaken _ -> invalid("external_id", "is already used by another order");
			case UnknownItem _ -> invalid("item_id", "is not an active item of this order");
			case UnknownPayment _ -> invalid("payment_id", "is not a payment of this order");
			case StationNotInvolved _ -> invalid("station", "has no items on this order");
			case OrderTooExpensive ex -> invalid(ex.field(), ex.getMessage());

			case IssuerUnavailable ex ->
				Problem.temporary(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), DEFAULT_DELAY);
			case AuthenticationException _ ->
				Problem.of(ErrorCode.UNAUTHORIZED, "The bearer token is missing or invalid");
			case PaymentDeclined ex -> Problem.of(ErrorCode.PAYMENT_FAILED, ex.getMessage());
			case AccessDeniedException ex -> Problem.of(ErrorCode.FORBIDDEN, ex.getMessage());
			case OrderNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case CheckNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case CourseNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case ItemNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case AdjustmentNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case PaymentNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case LocationNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case StationNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());
			case ResourceNotFound ex -> Problem.of(ErrorCode.NOT_FOUND, ex.getMessage());

			case LocationPaused ex when ex.remaining() != null ->
				Problem.temporary(ErrorCode.LOCATION_PAUSED, ex.getMessage(), ex.remaining());
			case LocationPaused ex -> Problem.of(ErrorCode.LOCATION_PAUSED, ex.getMessage());
			case BookingsBehind ex -> Problem.temporary(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), DEFAULT_DELAY);
			case DayNotClosable ex -> Problem.of(ErrorCode.INVALID_STATE, ex.getMessage());
			case CurrencyFixed ex -> Problem.of(ErrorCode.INVALID_STATE, ex.getMessage());
			case TooManyLocations ex -> Problem.of(ErrorCode.INVALID_STATE, ex.getMessage());
			case TooManyItemsOut ex -> Problem.of(ErrorCode.INVALID_STATE, ex.getMessage());
			case TenantNotSetUp ex -> Problem.of(ErrorCode.FORBIDDEN, ex.getMessage());
			case StaleLocationVersion ex -> Problem.of(ErrorCode.PRECONDITION_FAILED, ex.getMessage());
			case IllegalOrderTransition ex -> Problem.of(ErrorCode.INVALID_STATE, ex.getMessage());
			case PaymentCaptured ex -> Problem.of(ErrorCode.CAPTURED, ex.getMessage());
			case InvalidOrderState ex -> Problem.of(ErrorCode.INVALID_STATE, ex.getMessage());
			case InvalidCheckState ex -> Problem.of(ErrorCode.INVALID_STATE, ex.getMessage());
			case ConcurrentChange ex -> Problem.of(ErrorCode.VERSION_CONFLICT, ex.getMessage());
			case OptimisticLockingFailureException _ -> Problem.of(ErrorCode.VERSION_CONFLICT,
					"The order was changed by another request at the same time; retry the request");
			case StaleCheckVersion ex -> Problem.of(ErrorCode.PRECONDITION_FAILED, ex.getMessage());
			case StaleOrderVersion ex -> Problem.of(ErrorCode.PRECONDITION_FAILED, ex.getMessage());
			case RequestInProgress ex ->
				Problem.temporary(ErrorCode.IDEMPOTENCY_IN_PROGRESS, ex.getMessage(), Duration.ofSeconds(1));
			// IdempotencyService replays the response of the faster request instead
			case DuplicateKey ex ->
				Problem.temporary(ErrorCode.IDEMPOTENCY_IN_PROGRESS, ex.getMessage(), DEFAULT_DELAY);

			case MenuItemsUnavailable ex -> Problem.of(ErrorCode.MENU_ITEM_UNAVAILABLE, ex.getMessage(),
					ex.faults().stream().map((fault) -> new Fault(fault.field(), fault.message())).toList());
			case InsufficientInventory ex -> Problem.of(ErrorCode.INSUFFICIENT_INVENTORY, ex.getMessage());
			case PriceChanged ex -> Problem.of(ErrorCode.PRICE_CHANGED, ex.getMessage(), ex.totals());
			case AmountTooHigh ex -> Problem.of(ErrorCode.AMOUNT_TOO_HIGH, ex.getMessage());
			case IdempotencyKeyReused ex -> Problem.of(ErrorCode.IDEMPOTENCY_KEY_REUSED, ex.getMessage());

			case RateLimited ex -> Problem.temporary(ErrorCode.RATE_LIMITED, ex.getMessage(), ex.retryAfter());

			case PartnerUnavailable ex when ex.partner() == Partner.MENU ->
				Problem.temporary(ErrorCode.MENU_UNAVAILABLE, ex.getMessage(), ex.retryAfter());
			case PartnerUnavailable ex ->
				Problem.temporary(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), ex.retryAfter());
			case TooManyConcurrentRequests ex ->
				Problem.temporary(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), DEFAULT_DELAY);
			case NoRoomForAnswer ex -> Problem.temporary(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), DEFAULT_DELAY);
			case NoRoomForBody ex -> Problem.temporary(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), DEFAULT_DELAY);
			case TooManyStreams ex when ex.bound() == TooManyStreams.Bound.REPLICA ->
				Problem.temporary(ErrorCode.SERVICE_UNAVAILABLE, ex.getMessage(), DEFAULT_DELAY);
			case TooManyStreams ex -> Problem.temporary(ErrorCode.RATE_LIMITED, ex.getMessage(), STREAM_DELAY);
			case Exception ex when DatabaseAway.isCauseOf(ex) -> databaseUnavailable(ex);
			case ClientAbortException ex -> clientGone(ex);
			default -> unexpected(failure);
		};
	}

	/**
	 * Whether the same request is always refused in the same way: because of its form, or
	 * because it was executed and failed permanently.
	 */
	static boolean isPermanent(Exception failure) {
		return switch (failure) {
			case InvalidRequest ex -> ex.isPermanent();
			case MalformedBody _ -> true;
			// the attempt is recorded on the order; a retry must not reach the bank again
			case PaymentDeclined _ -> true;
			default -> false;
		};
	}

	private static Problem invalid(String field, String message) {
		return of(new InvalidRequest(field, message));
	}

	private static Problem invalid(Map<String, String> faults) {
		return of(new InvalidRequest(
				faults.entrySet().stream().map((fault) -> new Fault(fault.getKey(), fault.getValue())).toList()));
	}

	private static Problem databaseUnavailable(Exception ex) {
		log.warn("the database is unavailable: {}", ex.getMessage());
		return Problem.temporary(ErrorCode.SERVICE_UNAVAILABLE,
				"The database did not respond; retry the request, a change with the same Idempotency-Key, "
						+ "because it may have been committed",
				DEFAULT_DELAY);
	}

	/** The connection is closed, so the answer is never read. */
	private static Problem clientGone(ClientAbortException ex) {
		log.debug("the client has closed the connection: {}", ex.getMessage());
		return Problem.temporary(ErrorCode.SERVICE_UNAVAILABLE, "The client has closed the connection", DEFAULT_DELAY);
	}

	private static Problem unexpected(Exception ex) {
		log.error("unexpected failure", ex);
		return Problem.of(ErrorCode.INTERNAL_ERROR, ErrorCode.INTERNAL_ERROR.defaultDetail());
	}

}
