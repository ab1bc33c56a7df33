package com.auraconnect.orders.security;

import java.security.SecureRandom;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The secret that all replicas sign with. The first replica of all makes it up and leaves
 * it in the database, where the others find it: there is nothing to configure, and
 * nothing to forget. Whoever can read it there can read every order anyway, and all that
 * can be forged with it is a place in a list and a promised price.
 */
@SuppressWarnings("ArrayRecordComponent")
record SigningKey(byte[] bytes) {

	/** As many bytes as the digest has; a longer key makes no stronger signature. */
	private static final int LENGTH = 32;

	private static final String MAKE_UP = "INSERT INTO signing_key (key) VALUES (:key) ON CONFLICT DO NOTHING";

	private static final String READ = "SELECT key FROM signing_key";

	static SigningKey in(JdbcClient jdbc) {
		var random = new byte[LENGTH];
		new SecureRandom().nextBytes(random);
		jdbc.sql(MAKE_UP).param("key", random).update();
		return new SigningKey(jdbc.sql(READ).query((row, _) -> row.getBytes("key")).single());
	}

	/** Without the key. */
	@Override
	public String toString() {
		return "SigningKey[]";
	}

}
