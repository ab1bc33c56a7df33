package com.auraconnect.orders.clients;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * A request to a partner.
 *
 * @param path path template below the partner's URL, such as
 * {@code /reservations/{id}/commit}
 * @param id value of the template's variable, null for a path without one
 * @param idempotencyKey identifies a repetition to the partner; null for a call that
 * changes nothing
 * @param body serialized as JSON, null for none
 */
record PartnerCall(HttpMethod method, String path, @Nullable String id, long tenantId, @Nullable String idempotencyKey,
		@Nullable Object body) {

	static PartnerCall get(String path, String id, long tenantId) {
		return new PartnerCall(HttpMethod.GET, path, id, tenantId, null, null);
	}

	static PartnerCall query(String path, long tenantId, Object body) {
		return new PartnerCall(HttpMethod.POST, path, null, tenantId, null, body);
	}

	static PartnerCall create(String path, long tenantId, String idempotencyKey, Object body) {
		return new PartnerCall(HttpMethod.POST, path, null, tenantId, idempotencyKey, body);
	}

	static PartnerCall act(String path, String id, long tenantId, String idempotencyKey) {
		return new PartnerCall(HttpMethod.POST, path, id, tenantId, idempotencyKey, null);
	}

	static PartnerCall act(String path, String id, long tenantId, String idempotencyKey, Object body) {
		return new PartnerCall(HttpMethod.POST, path, id, tenantId, idempotencyKey, body);
	}

	static PartnerCall replace(String path, String id, long tenantId, String idempotencyKey, Object body) {
		return new PartnerCall(HttpMethod.PUT, path, id, tenantId, idempotencyKey, body);
	}

	static PartnerCall delete(String path, String id, long tenantId, String idempotencyKey) {
		return new PartnerCall(HttpMethod.DELETE, path, id, tenantId, idempotencyKey, null);
	}

}
