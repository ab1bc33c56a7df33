package com.auraconnect.orders.security;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SignerTests {

	private static final byte[] KEY = "a key for tests, of exactly 32 b".getBytes(StandardCharsets.UTF_8);

	private static final byte[] PAYLOAD = "what was said".getBytes(StandardCharsets.UTF_8);

	private final Signer signer = new Signer(new SigningKey(KEY));

	@Test
	void aSignedPayloadIsReturned() {
		var token = this.signer.sign("cursor", PAYLOAD);

		assertThat(token).matches("[A-Za-z0-9_-]+");
		assertThat(this.signer.verify("cursor", token)).hasValue(PAYLOAD);
		assertThat(this.signer.verify("cursor", this.signer.sign("cursor", new byte[0]))).hasValue(new byte[0]);
	}

	@Test
	void anotherReplicaWithTheSameKeyVerifiesTheToken() {
		var token = this.signer.sign("cursor", PAYLOAD);

		assertThat(new Signer(new SigningKey(KEY.clone())).verify("cursor", token)).hasValue(PAYLOAD);
		assertThat(new Signer(new SigningKey(PAYLOAD)).verify("cursor", token)).isEmpty();
	}

	@Test
	void aTokenIsValidForItsPurposeOnly() {
		assertThat(this.signer.verify("quote", this.signer.sign("cursor", PAYLOAD))).isEmpty();
	}

	@Test
	void noCharacterOfATokenCanBeChanged() {
		var token = this.signer.sign("cursor", PAYLOAD);

		for (int i = 0; i < token.length(); i++) {
			for (var other : "ABCDefgh0123-_=+ \u0000".toCharArray()) {
				var changed = new StringBuilder(token);
				changed.setCharAt(i, other);
				if (other != token.charAt(i)) {
					assertThat(this.signer.verify("cursor", changed.toString())).isEmpty();
				}
			}
		}
	}

	@Test
	void noCharacterCanBeAddedOrRemoved() {
		var token = this.signer.sign("cursor", PAYLOAD);

		assertThat(this.signer.verify("cursor", token + "A")).isEmpty();
		assertThat(this.signer.verify("cursor", token + "=")).isEmpty();
		assertThat(this.signer.verify("cursor", token.substring(1))).isEmpty();
		assertThat(this.signer.verify("cursor", "")).isEmpty();
	}

	@Test
	void theKeyIsNotPrinted() {
		assertThat(new SigningKey(KEY).toString()).doesNotContain("tests");
	}

}
