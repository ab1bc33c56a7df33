package com.auraconnect.orders.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The sandbox's controls, without authentication: on the port of the service, or on one
 * of their own ({@link SandboxControls}).
 */
@RestController
@RequestMapping("/sandbox")
@ConditionalOnBean(Sandbox.class)
class SandboxController {

	private final Sandbox sandbox;

	SandboxController(Sandbox sandbox) {
		this.sandbox = sandbox;
	}

	@PostMapping("/tokens")
	Token token(@RequestBody TokenBody body) {
		return new Token(this.sandbox.tokens().token(body.toRequest()));
	}

	@GetMapping(path = "/keys", produces = MediaType.APPLICATION_JSON_VALUE)
	String keys() {
		return this.sandbox.tokens().keySet();
	}

	@GetMapping("/partners")
	Partners partners() {
		return new Partners(this.sandbox.partners().stream().map(PartnerState::of).toList());
	}

	@PutMapping("/partners/{name}")
	PartnerState setMode(@PathVariable String name, @RequestBody ModeBody body) {
		Partner partner = this.sandbox.partner(name);
		partner.mode(body.required(), body.latency());
		return PartnerState.of(partner);
	}

	@GetMapping("/partners/{name}/calls")
	Calls calls(@PathVariable String name) {
		return new Calls(this.sandbox.partner(name).calls().stream().map(CallView::of).toList());
	}

	@DeleteMapping("/partners/{name}/calls")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void clearCalls(@PathVariable String name) {
		this.sandbox.partner(name).clearCalls();
	}

	@ExceptionHandler
	ProblemDetail unknown(UnknownPartner ex) {
		return problem(HttpStatus.NOT_FOUND, ex.getMessage(), "NOT_FOUND");
	}

	@ExceptionHandler
	ProblemDetail bad(IllegalArgumentException ex) {
		return problem(HttpStatus.BAD_REQUEST, ex.getMessage(), "VALIDATION_ERROR");
	}

	@ExceptionHandler
	ProblemDetail unreadable(HttpMessageNotReadableException ex) {
		return problem(HttpStatus.BAD_REQUEST, ex.getMostSpecificCause().getMessage(), "MALFORMED_REQUEST");
	}

	private static ProblemDetail problem(HttpStatus status, @Nullable String detail, String code) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, Objects.requireNonNullElse(detail, code));
		problem.setProperty("code", code);
		return problem;
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record TokenBody(@Nullable Long tenantId, @Nullable String role, @Nullable List<Long> locationIds,
			@Nullable Long customerId, @Nullable String sub, @Nullable Long ttlSeconds, @Nullable String scope) {

		private static final Set<String> ROLES = Set.of("admin", "staff", "customer");

		TokenRequest toRequest() {
			if (this.tenantId == null) {
				throw new IllegalArgumentException("tenant_id is required");
			}
			if (this.role == null || !ROLES.contains(this.role)) {
				throw new IllegalArgumentException("role must be one of admin, staff, customer");
			}
			Duration timeToLive = (this.ttlSeconds != null) ? Duration.ofSeconds(this.ttlSeconds)
					: TokenRequest.DEFAULT_TIME_TO_LIVE;
			return new TokenRequest(this.tenantId, this.role, Objects.requireNonNullElse(this.locationIds, List.of()),
					this.customerId, this.sub, timeToLive, this.scope);
		}

	}

	record Token(String token) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record ModeBody(@Nullable Mode mode, @Nullable Long latencyMs) {

		Mode required() {
			if (this.mode == null) {
				throw new IllegalArgumentException("mode must be one of up, down, error, slow, cut, hang");
			}
			return this.mode;
		}

		Duration latency() {
			return (this.latencyMs != null) ? Duration.ofMillis(this.latencyMs) : Partner.DEFAULT_LATENCY;
		}

	}

	record Partners(List<PartnerState> partners) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record PartnerState(String name, Mode mode, long latencyMs) {

		static PartnerState of(Partner partner) {
			return new PartnerState(partner.name(), partner.mode(), partner.latency().toMillis());
		}

	}

	record Calls(List<CallView> calls) {
	}

	@JsonNaming(SnakeCaseStrategy.class)
	record CallView(String method, String path, @Nullable String idempotencyKey, JsonNode body, int status) {

		static CallView of(RecordedCall call) {
			return new CallView(call.method(), call.path(), call.idempotencyKey(), call.json(), call.status());
		}

	}

}
