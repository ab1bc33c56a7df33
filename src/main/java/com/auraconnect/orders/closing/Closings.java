package com.auraconnect.orders.closing;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.ResourceNotFound;
import com.auraconnect.orders.order.Location;
import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.UnknownLocation;
import com.auraconnect.orders.order.read.AnswerSettings;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.platform.tenancy.LocationKey;

/** Use cases of the closing of business days, one method each. */
@Service
class Closings {

	private final DayBookings bookings;

	private final DayReports reports;

	private final ClosingRepository closings;

	private final Locations locations;

	private final ClosingSettings settings;

	private final AnswerSettings answers;

	private final Json json;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Closings(DayBookings bookings, DayReports reports, ClosingRepository closings, Locations locations,
			ClosingSettings settings, AnswerSettings answers, Json json, PlatformTransactionManager transactions,
			Clock clock) {
		this.bookings = bookings;
		this.reports = reports;
		this.closings = closings;
		this.locations = locations;
		this.settings = settings;
		this.answers = answers;
		this.json = json;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * Reports a day: as it was closed, or as it is now. Books first what is missing, so
	 * that an order counts as soon as its event has a sequence number.
	 * @throws LocationNotFound if the tenant has no such location
	 * @throws BookingsBehind if booking takes long
	 */
	DayReport report(LocationKey place, LocalDate day) {
		var currency = location(place).currency();
		var closing = this.closings.find(place, day);
		if (closing.isPresent()) {
			return closing.get().report();
		}
		this.bookings.prepare(place);
		return inTransaction(() -> {
			var sequence = this.bookings.lockAndBook(place);
			return this.closings.find(place, day)
				.map(ClosingView::report)
				.orElseGet(() -> this.reports.read(place, day, currency, sequence));
		});
	}

	/**
	 * Closes a day. What changes later is booked on the open day.
	 * @param by the actor
	 * @param recorder stores the response in the transaction of the closing
	 * @throws LocationNotFound if the tenant has no such location
	 * @throws InvalidRequest if the day has not begun or is long past, or an amount has
	 * more decimals than the currency
	 * @throws DayNotClosable if it is closed already, or orders of it are open and not to
	 * be carried over
	 * @throws BookingsBehind if booking takes long
	 */
	ClosingView close(LocationKey place, ClosingRequest request, String by, ResponseRecorder recorder) {
		var location = location(place);
		var day = Objects.requireNonNull(request.businessDay());
		var zero = DayReports.zero(location.currency());
		requireValid(request, location, zero.scale());
		this.bookings.prepare(place);
		return inTransaction(() -> {
			var sequence = this.bookings.lockAndBookAll(place, this.settings.patience());
			this.closings.find(place, day).ifPresent((earlier) -> {
				throw DayNotClosable.closedAlready(day, earlier.number());
			});
			var open = this.reports.openOrders(place, day);
			if (!open.isEmpty() && !Boolean.TRUE.equals(request.carryOver())) {
				throw DayNotClosable.ordersOpen(day, open);
			}
			var opening = inCurrency(Objects.requireNonNullElse(request.openingCash(), zero), zero);
			var counted = inCurrency(Objects.requireNonNull(request.countedCash()), zero);
			var number = this.closings.newestNumber(place) + 1;
			var report = this.reports.read(place, day, location.currency(), sequence).closedAs(number, opening);
			var closing = new ClosingView(number, report, opening, counted, counted.subtract(report.cashExpected()),
					request.note(), open, by, this.clock.instant().truncatedTo(ChronoUnit.MILLIS));
			this.closings.insert(place, closing);
			recorder.record(201, this.json.bytes(closing), null);
			return closing;
		});
	}

	private void requireValid(ClosingRequest request, Location location, int decimals) {
		var faults = new ArrayList<InvalidRequest>();
		var day = Objects.requireNonNull(request.businessDay());
		var today = location.businessDay(this.clock.instant());
		if (day.isAfter(today)) {
			faults.add(InvalidRequest.transientFault("business_day", "has not begun"));
		}
		if (day.isBefore(today.minusDays(this.settings.daysBack()))) {
			faults.add(new InvalidRequest("business_day",
					"must be within the last " + this.settings.daysBack() + " days"));
		}
		var rule = "must have at most " + decimals + " decimals, as the currency has";
		if (!ClosingRequest.fits(request.countedCash(), decimals)) {
			faults.add(InvalidRequest.transientFault("counted_cash", rule));
		}
		if (!ClosingRequest.fits(request.openingCash(), decimals)) {
			faults.add(InvalidRequest.transientFault("opening_cash", rule));
		}
		faults.stream().reduce(InvalidRequest::and).ifPresent((all) -> {
			throw all;
		});
	}

	private static BigDecimal inCurrency(BigDecimal amount, BigDecimal zero) {
		return amount.setScale(zero.scale());
	}

	/**
	 * Returns a closing.
	 * @throws ResourceNotFound if the location has none of that number
	 */
	ClosingView get(LocationKey place, long number) {
		return this.closings.find(place, number).orElseThrow(ResourceNotFound::new);
	}

	/**
	 * Lists closings, newest first, as JSON. A page ends early at the size of a page of
	 * orders.
	 * @param before the number after which the page begins
	 */
	byte[] list(LocationKey place, int before, int pageSize) {
		location(place);
		var page = this.closings.before(place, before, pageSize, this.answers.page());
		var hasMore = !page.isEmpty() && page.getFirst().remaining() > page.size();
		var meta = new PageMeta(pageSize, hasMore ? String.valueOf(page.getLast().number()) : null, hasMore);
		return page.stream()
			.map(ClosingRepository.Stored::document)
			.collect(Collectors.joining(",", "{\"data\":[", "],\"meta\":" + this.json.write(meta) + "}"))
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * @param nextCursor null on the last page
	 */
	private record PageMeta(int pageSize, @Nullable String nextCursor, boolean hasMore) {
	}

	private Location location(LocationKey place) {
		try {
			return this.locations.get(place.tenantId(), place.locationId());
		}
		catch (UnknownLocation ex) {
			throw new LocationNotFound(place.locationId());
		}
	}

	private <T> T inTransaction(Supplier<T> work) {
		return Objects.requireNonNull(this.transaction.execute((_) -> work.get()));
	}

}
