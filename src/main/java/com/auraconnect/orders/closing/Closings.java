package com.auraconnect.orders.closing;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import com.auraconnect.orders.http.Fault;
import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.Location;
import com.auraconnect.orders.order.LocationNotFound;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.ResponseRecorder;
import com.auraconnect.orders.order.UnknownLocation;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.reports.Place;

/** Use cases of the closing of business days, one method each. */
@Service
class Closings {

	private final DayBookings bookings;

	private final DayReports reports;

	private final ClosingRepository closings;

	private final Locations locations;

	private final Json json;

	private final TransactionTemplate transaction;

	private final Clock clock;

	Closings(DayBookings bookings, DayReports reports, ClosingRepository closings, Locations locations, Json json,
			PlatformTransactionManager transactions, Clock clock) {
		this.bookings = bookings;
		this.reports = reports;
		this.closings = closings;
		this.locations = locations;
		this.json = json;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/**
	 * Reports a day: as it was closed, or as it is now. Books first what is missing, so
	 * that an order counts as soon as its event has a sequence number.
	 * @throws LocationNotFound if the tenant has no such location
	 */
	DayReport report(Place place, LocalDate day) {
		var currency = location(place).currency();
		return inTransaction(() -> {
			var sequence = this.bookings.lockAndCatchUp(place);
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
	 * @throws InvalidRequest if the day has not begun, or an amount has more decimals
	 * than the currency
	 * @throws DayNotClosable if it is closed already, or orders of it are open and not to
	 * be carried over
	 */
	ClosingView close(Place place, ClosingRequest request, String by, ResponseRecorder recorder) {
		var location = location(place);
		var day = Objects.requireNonNull(request.businessDay());
		var zero = DayReports.zero(location.currency());
		requireValid(request, location, zero.scale());
		return inTransaction(() -> {
			var sequence = this.bookings.lockAndCatchUp(place);
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
			recorder.keep(201, this.json.bytes(closing), null);
			return closing;
		});
	}

	private void requireValid(ClosingRequest request, Location location, int decimals) {
		var faults = new ArrayList<Fault>();
		if (Objects.requireNonNull(request.businessDay()).isAfter(location.businessDay(this.clock.instant()))) {
			faults.add(new Fault("business_day", "has not begun"));
		}
		if (!ClosingRequest.fits(request.countedCash(), decimals)) {
			faults.add(new Fault("counted_cash", "must have at most " + decimals + " decimals, as the currency has"));
		}
		if (!ClosingRequest.fits(request.openingCash(), decimals)) {
			faults.add(new Fault("opening_cash", "must have at most " + decimals + " decimals, as the currency has"));
		}
		if (!faults.isEmpty()) {
			throw new InvalidRequest(faults);
		}
	}

	private static BigDecimal inCurrency(BigDecimal amount, BigDecimal zero) {
		return amount.setScale(zero.scale());
	}

	/**
	 * Lists closings, newest first.
	 * @param before the number after which the page begins
	 */
	ClosingListView list(Place place, int before, int pageSize) {
		location(place);
		List<ClosingView> found = this.closings.before(place, before, pageSize + 1);
		var hasMore = found.size() > pageSize;
		var page = hasMore ? found.subList(0, pageSize) : found;
		return new ClosingListView(page,
				new ClosingListView.Meta(pageSize, hasMore ? String.valueOf(page.getLast().number()) : null, hasMore));
	}

	private Location location(Place place) {
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
