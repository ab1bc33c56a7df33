package com.auraconnect.orders.http;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.auraconnect.orders.order.VersionCondition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Conditions read from {@code If-Match}. */
class IfMatchTests {

	@Test
	void withoutTheHeaderEveryVersionMatches() {
		assertThat(IfMatch.condition(List.of())).isEqualTo(VersionCondition.ANY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", " * " })
	void aStarMatchesEveryVersion(String header) {
		assertThat(IfMatch.condition(List.of(header))).isEqualTo(VersionCondition.ANY);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '\'',
			value = { "\"3\"; 3", "  \"3\"\t; 3", "\"1\",\"3\"; 1 3", "\"1\" , \"3\",; 1 3", ",,\"3\"; 3",
					"W/\"1\", \"3\"; 3", "\"abc\", \"3\"; 3", "\"a,b\",\"3\"; 3", "\"3\", \"3\"; 3",
					"\"999999999\"; 999999999" })
	void everyStrongTagOfAListCounts(String header, String versions) {
		assertThat(IfMatch.condition(List.of(header))).isEqualTo(VersionCondition.oneOf(numbers(versions)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ",", "3", "W/\"3\"", "w/\"3\"", "\"abc\"", "\"03\"", "\"+3\"", "\"3", "3\"",
			"\"3\" \"4\"", "\"3\";\"4\"", "*, \"3\"", "\"3\", 4", "\"3\", *", "\"\"", "\"-1\"", "\"9999999999\"",
			"\"3 4\"", "W / \"3\"", "\"\u0663\"" })
	void aWeakTagOrAMalformedHeaderNeverMatches(String header) {
		assertThat(IfMatch.condition(List.of(header))).isEqualTo(VersionCondition.oneOf(Set.of()));
	}

	@Test
	void severalHeaderLinesAreOneList() {
		assertThat(IfMatch.condition(List.of("\"1\"", "\"3\""))).isEqualTo(VersionCondition.oneOf(Set.of(1, 3)));
	}

	@Test
	void aListOfTheMaximumHeaderSizeIsRead() {
		assertThat(IfMatch.condition(List.of("\"1\",".repeat(20_000) + "\"3\"")))
			.isEqualTo(VersionCondition.oneOf(Set.of(1, 3)));
	}

	private static Set<Integer> numbers(String text) {
		return Arrays.stream(text.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
	}

}
