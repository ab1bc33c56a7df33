package com.auraconnect.orders.reports;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.http.QueryParameters;
import com.auraconnect.orders.order.OrderMeters;
import com.auraconnect.orders.security.Caller;

/** Serves reports on orders and revenue. Closed to customers. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ReportController {

	private final ReportQuery reports;

	private final Recounts recounts;

	private final ReportSettings settings;

	private final OrderMeters meters;

	ReportController(ReportQuery reports, Recounts recounts, ReportSettings settings, OrderMeters meters) {
		this.reports = reports;
		this.recounts = recounts;
		this.settings = settings;
		this.meters = meters;
	}

	@GetMapping("/orders/reports/summary")
	byte[] summary(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		return this.meters.time("report", () -> {
			var filter = ReportRequest.parse(query, this.settings.longestRange());
			var report = this.reports.summary(caller.scope(), filter);
			requireReportable(filter, report);
			return report.json();
		});
	}

	private static void requireReportable(ReportFilter filter, Report report) {
		if (filter.locationId() != null && report.locations() == 0) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		if (report.currencies() > 1) {
			throw new InvalidRequest("location_id", "must be given, since your orders are in different currencies");
		}
	}

	/** Requests a rebuild, which any replica may execute. For admins. */
	@PostMapping("/admin/reports/rebuild")
	@ResponseStatus(HttpStatus.ACCEPTED)
	ReportRebuild rebuild(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		var parameters = new QueryParameters(query);
		var locationId = parameters.one("location_id", Long::valueOf);
		parameters.requireAllUnderstood();
		var locationIds = this.recounts.request(caller.tenantId(), locationId);
		if (locationId != null && locationIds.isEmpty()) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return new ReportRebuild(locationIds);
	}

}
