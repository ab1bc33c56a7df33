package com.auraconnect.orders.sandbox;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The sandbox without the service, as the demo in containers runs it. */
class SandboxControlsTests {

	@Test
	void theControlsAreServedWithoutTheService(@TempDir Path state) throws Exception {
		List<String> named = new ArrayList<>();
		try (var sandbox = Sandbox.start(state, (partner) -> {
			named.add(partner);
			return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		}); var controls = SandboxControls.start(sandbox, 0); var http = HttpClient.newHttpClient()) {
			assertThat(get(http, controls, "/sandbox/partners").findValuesAsText("name")).isEqualTo(named).hasSize(6);

			var keys = JWKSet.parse(get(http, controls, "/sandbox/keys").toString());
			assertThat(keys.getKeys()).singleElement().satisfies((key) -> {
				assertThat(key.isPrivate()).isFalse();
				var token = SignedJWT.parse(token(http, controls));
				assertThat(token.getHeader().getKeyID()).isEqualTo(key.getKeyID());
				assertThat(token.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
			});
		}
	}

	private static String token(HttpClient http, SandboxControls controls) throws Exception {
		var request = HttpRequest.newBuilder(address(controls, "/sandbox/tokens"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString("{\"tenant_id\": 1, \"role\": \"staff\", \"location_ids\": [1]}"))
			.build();
		return Json.tree(http.send(request, BodyHandlers.ofString()).body()).required("token").asText();
	}

	private static JsonNode get(HttpClient http, SandboxControls controls, String path) throws Exception {
		var request = HttpRequest.newBuilder(address(controls, path)).build();
		return Json.tree(http.send(request, BodyHandlers.ofString()).body());
	}

	private static URI address(SandboxControls controls, String path) {
		return URI.create("http://127.0.0.1:" + controls.port() + path);
	}

}
