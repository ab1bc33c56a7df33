package com.auraconnect.orders.sandbox;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes writes idempotent: a repeated key gets the first answer. A key belongs to its
 * tenant, method and path. No answer expires while the sandbox runs.
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
