package com.auraconnect.orders.testing;

import com.fasterxml.jackson.databind.JsonNode;
import org.assertj.core.api.AbstractAssert;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Assertions on an answer that should be a problem.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class ProblemAssert extends AbstractAssert<ProblemAssert, Answer> {

	private ProblemAssert(Answer answer) {
		super(answer, ProblemAssert.class);
	}

	public static ProblemAssert assertThatProblem(Answer answer) {
		return new ProblemAssert(answer);
	}

	/** Verifies status and code, and all fields that every problem has. */
	public ProblemAssert is(int status, String code) {
		assertThat(this.actual.status()).as(this.actual::toString).isEqualTo(status);
		assertThat(this.actual.header("Content-Type")).as(this.actual::toString).hasValue("application/problem+json");
		JsonNode problem = this.actual.json();
		assertThat(problem.path("code").asText()).as(this.actual::toString).isEqualTo(code);
		assertThat(problem.path("status").asInt()).isEqualTo(status);
		assertThat(problem.path("type").asText()).isEqualTo("about:blank");
		assertThat(problem.path("title").asText()).isNotBlank();
		assertThat(problem.path("detail").asText()).isNotBlank();
		assertThat(problem.path("instance").asText()).startsWith("/");
		assertThat(problem.path("request_id").asText()).isNotBlank()
			.isEqualTo(this.actual.header("X-Request-Id").orElse(null));
		return this;
	}

	/** Verifies that its errors name exactly these fields, each with a message. */
	public ProblemAssert hasFaults(String... fields) {
		JsonNode errors = this.actual.at("/errors");
		assertThat(errors.valueStream().map((error) -> error.path("field").asText())).as(this.actual::toString)
			.containsExactlyInAnyOrder(fields);
		assertThat(errors).allSatisfy((error) -> assertThat(error.path("message").asText()).isNotBlank());
		return this;
	}

	/** Verifies that it has a {@code Retry-After} in seconds. */
	public ProblemAssert hasRetryAfter() {
		assertThat(this.actual.header("Retry-After"))
			.hasValueSatisfying((seconds) -> assertThat(Long.parseLong(seconds)).isPositive());
		return this;
	}

	/** Verifies that its detail contains that text. */
	public ProblemAssert mentions(String text) {
		assertThat(this.actual.text("/detail")).contains(text);
		return this;
	}

}
