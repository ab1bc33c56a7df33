package com.auraconnect.orders.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives the same key the same answer: the work of a repeated write is not done again. A
 * key is a tenant's and a path's own. Nothing is forgotten while the sandbox runs.
 */
record RememberedReplies(PartnerService service, Map<Key, Reply> replies) implements PartnerService {

	RememberedReplies(PartnerService service) {
		this(service, new ConcurrentHashMap<>());
	}

	@Override
	public Reply answer(Call call) {
		if (call.idempotencyKey() == null || call.method().equals("GET")) {
			return this.service.answer(call);
		}
		var key = new Key(String.valueOf(call.tenant()), call.method(), call.path(), call.idempotencyKey());
		return this.replies.computeIfAbsent(key, (unseen) -> this.service.answer(call));
	}

	record Key(String tenant, String method, String path, String idempotencyKey) {
	}

}
