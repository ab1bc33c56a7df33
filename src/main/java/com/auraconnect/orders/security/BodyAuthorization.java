package com.auraconnect.orders.security;

import java.io.IOException;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.springframework.http.server.PathContainer;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.http.BodyCheck;

/**
 * Checks what a caller may send in a body, as soon as it is parsed: fields that need
 * another scope, and fields that customers may not use. Replays of a stored response are
 * checked too, so that a narrower token of the same caller learns nothing from them.
 */
@Component
public class BodyAuthorization implements BodyCheck {

	/** Fields of an order that customers may not send, and why. */
	private static final Map<String, String> NOT_FOR_CUSTOMERS = Map.of("check_id",
			"Customers cannot put orders on a check", "tax_exempt", "Customers cannot exempt orders from taxes",
			"source", "Customers cannot set the source of an order");

	private static final String ORDERS = "/api/v1/orders";

	private final ObjectMapper mapper;

	BodyAuthorization(ObjectMapper mapper) {
		this.mapper = mapper;
	}

	/**
	 * @throws AccessDeniedException if the caller may not send this body
	 */
	@Override
	public void check(HttpServletRequest request, JsonNode body) {
		CurrentCaller.current()
			.filter((caller) -> caller.isNarrowed() || caller.role() == Role.CUSTOMER)
			.ifPresent((caller) -> check(caller, request.getMethod(), RequestPaths.of(request), body));
	}

	/**
	 * Checks one call.
	 * @param path path of the call, such as {@code /api/v1/orders}
	 * @throws AccessDeniedException if the caller may not send this body
	 */
	public void check(Caller caller, String method, String path, JsonNode body) {
		check(caller, method, PathContainer.parsePath(path), body);
	}

	/**
	 * Checks a request whose stored response is about to be replayed, with each order of
	 * a batch.
	 * @param body an empty body, or one that was processed
	 * @throws AccessDeniedException if the caller's token lacks a scope that the body
	 * needs
	 */
	public void checkReplay(HttpServletRequest request, byte[] body) {
		var caller = CurrentCaller.current().filter(Caller::isNarrowed);
		if (caller.isEmpty() || body.length == 0) {
			return;
		}
		var sent = parse(body);
		check(caller.get(), request.getMethod(), RequestPaths.of(request), sent);
		sent.path("orders").valueStream().forEach((order) -> check(caller.get(), "POST", ORDERS, order));
	}

	/** Malformed JSON was refused, and the replay of a refusal needs no scope. */
	private JsonNode parse(byte[] body) {
		try {
			return this.mapper.readTree(body);
		}
		catch (IOException ex) {
			return MissingNode.getInstance();
		}
	}

	private static void check(Caller caller, String method, PathContainer path, JsonNode body) {
		if (caller.isNarrowed()) {
			caller.require(RequiredScopes.ofBody(method, path, body));
		}
		if (caller.role() == Role.CUSTOMER) {
			NOT_FOR_CUSTOMERS.forEach((field, reason) -> {
				if (body.hasNonNull(field)) {
					throw new AccessDeniedException(reason);
				}
			});
		}
	}

}
