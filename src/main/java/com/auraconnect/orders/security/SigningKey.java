package com.auraconnect.orders.security;

import java.security.SecureRandom;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Secret that all replicas sign with. The first replica generates it and stores it in the
 * database, where the others read it, so that there is nothing to configure. A reader of
 * the database can read every order anyway, and could forge only list cursors and
 * promised prices with it.
 */
@SuppressWarnings("ArrayRecordComponent")
record SigningKey(byte[] bytes) {

	/** Length of the digest in bytes; a longer key makes no stronger signature. */
	private static final int LENGTH = 32;

	private static final String INSERT_IF_ABSENT = "INSERT INTO signing_key (key) VALUES (:key) ON CONFLICT DO NOTHING";

	private static final String READ = "SELECT key FROM signing_key";

	static SigningKey in(JdbcClient jdbc) {
		var random = new byte[LENGTH];
		new SecureRandom().nextBytes(random);
		jdbc.sql(INSERT_IF_ABSENT).param("key", random).update();
		return new SigningKey(jdbc.sql(READ).query((row, _) -> row.getBytes("key")).single());
	}

	/** Omits the key. */
	@Override
	public String toString() {
		return "SigningKey[]";
	}

}
