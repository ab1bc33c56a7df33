package com.auraconnect.orders.http;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Texts that can and cannot be decoded. */
class PercentEncodingTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "a=b&c", "a+b", "100%25", "%41%7a%7A", "%e2%82%ac", "%F0%9F%8D%94", "%00", "%2541" })
	void escapedUtf8IsDecodable(String text) {
		assertThat(PercentEncoding.isDecodable(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "%", "100%", "%4", "a%4", "%zz", "%4g", "%g4", "% 1", "%+1", "%-1", "%%41", "%25%",
			"%\u0661\u0661", "%ff", "%c3", "%c3(", "%c0%80", "%ed%a0%80", "%f8%88%80%80%80", "%e2%82" })
	void malformedEscapesAndInvalidUtf8AreNotDecodable(String text) {
		assertThat(PercentEncoding.isDecodable(text)).isFalse();
	}

}
