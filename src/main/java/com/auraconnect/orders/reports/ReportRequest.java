package com.auraconnect.orders.reports;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.QueryParameters;

/** The query of {@code GET /orders/reports/summary}. */
final class ReportRequest {

	private ReportRequest() {
	}

	/**
	 * Parses the query.
	 * @param longest maximum range between the days
	 * @throws InvalidRequest naming every invalid parameter
	 */
	static ReportFilter parse(MultiValueMap<String, String> query, Period longest) {
		var parameters = new QueryParameters(query);
		var from = parameters.required("date_from", QueryParameters::date);
		var to = parameters.required("date_to", (text) -> end(text, from, longest));
		var locationId = parameters.one("location_id", Long::valueOf);
		var grouping = parameters.one("group_by", QueryParameters.nameOf(Grouping.class), Grouping.DAY);
		parameters.requireAllUnderstood();
		return new ReportFilter(Objects.requireNonNull(from), Objects.requireNonNull(to), locationId, grouping);
	}

	private static LocalDate end(String text, @Nullable LocalDate from, Period longest) {
		var to = QueryParameters.date(text);
		if (from != null && to.isBefore(from)) {
			throw new IllegalArgumentException("must not be before date_from");
		}
		if (from != null && !to.isBefore(from.plus(longest))) {
			throw new IllegalArgumentException("must be before " + from.plus(longest) + ", or date_from later");
		}
		return to;
	}

}
