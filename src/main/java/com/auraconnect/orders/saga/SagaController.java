package com.auraconnect.orders.saga;

import java.util.EnumSet;
import java.util.List;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

import com.auraconnect.orders.http.QueryParameters;
import com.auraconnect.orders.security.Caller;

/** Serves unfinished sagas. For admins. */
@RestController
@RequestMapping(path = "/api/v1/admin/sagas", produces = MediaType.APPLICATION_JSON_VALUE)
class SagaController {

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1000;

	private final Sagas sagas;

	SagaController(Sagas sagas) {
		this.sagas = sagas;
	}

	@GetMapping
	SagaList list(@AuthenticationPrincipal Caller caller, @RequestParam MultiValueMap<String, String> query) {
		var parameters = new QueryParameters(query);
		var states = parameters.all("state", QueryParameters.nameOf(SagaState.class));
		var limit = parameters.one("limit", QueryParameters.between(1, MAX_LIMIT), DEFAULT_LIMIT);
		parameters.requireAllUnderstood();
		var wanted = states.isEmpty() ? EnumSet.allOf(SagaState.class) : EnumSet.copyOf(states);
		return new SagaList(this.sagas.list(caller.tenantId(), List.copyOf(wanted), limit));
	}

	@PostMapping("/{sagaId}/retry")
	Saga retry(@AuthenticationPrincipal Caller caller, @PathVariable String sagaId) {
		return this.sagas.retry(caller.tenantId(), sagaId)
			.orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
	}

}
