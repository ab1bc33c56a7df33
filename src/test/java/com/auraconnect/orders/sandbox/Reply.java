package com.auraconnect.orders.sandbox;

import java.util.Map;

/** A partner's answer: a status and its JSON, empty where the status allows none. */
record Reply(int status, byte[] body) {

	static Reply of(int status, Object body) {
		return new Reply(status, Json.bytes(body));
	}

	static Reply noContent() {
		return new Reply(204, new byte[0]);
	}

	static Reply refusal(int status, String code) {
		return of(status, Map.of("code", code));
	}

	static Reply notFound() {
		return refusal(404, "not_found");
	}

}
