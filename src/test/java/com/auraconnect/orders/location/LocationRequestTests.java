package com.auraconnect.orders.location;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.auraconnect.orders.order.OrderType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Rules of a location's settings that concern more than the form of one field. */
class LocationRequestTests {

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "Europe/Vienna", "America/Argentina/Buenos_Aires", "Etc/GMT+5" })
	void aNameOfTheTimeZoneDatabaseIsAZone(String zone) {
		assertThat(faults(request(zone, "EUR", "04:00", null))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "+02:00", "Z", "UTC+2", "vienna", "Europe/Wien", "" })
	void anOffsetIsNoZone(String zone) {
		assertThat(faults(request(zone, "EUR", "04:00", null))).containsExactly("time_zone");
	}

	@ParameterizedTest
	@ValueSource(strings = { "EUR", "USD", "JPY", "KWD", "CHF", "INR", "BRL", "ZAR" })
	void moneyOfACountryIsACurrency(String currency) {
		assertThat(faults(request("UTC", currency, "04:00", null))).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "XXX", "XTS", "XAU", "eur", "ABC" })
	void metalsAndTestCodesAreNoCurrencies(String currency) {
		assertThat(faults(request("UTC", currency, "04:00", null))).containsExactly("currency");
	}

	@ParameterizedTest
	@ValueSource(strings = { "24:00", "4:00", "04:00:00", "04.00", "noon" })
	void aDayBeginsAtATimeInMinutes(String time) {
		assertThat(faults(request("UTC", "EUR", time, null))).containsExactly("business_day_start");
	}

	@ParameterizedTest
	@CsvSource({ "CHF, 0.05", "CHF, 0.050", "JPY, 10", "KWD, 0.005", "SEK, 1.00" })
	void aCoinFitsTheCurrency(String currency, String coin) {
		assertThat(faults(request("UTC", currency, "04:00", coin))).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "CHF, 0.005", "JPY, 0.5", "CHF, 0", "CHF, -0.05", "CHF, 1000.01" })
	void aCoinIsPositiveAndNoFinerThanTheCurrency(String currency, String coin) {
		assertThat(faults(request("UTC", currency, "04:00", coin))).containsExactly("cash_rounding");
	}

	@Test
	void aCoinIsShownInTheDecimalsOfTheCurrency() {
		assertThat(request("UTC", "CHF", "04:00", "0.050").toRules().cashRounding()).hasToString("0.05");
		assertThat(request("UTC", "SEK", "04:00", "1").toRules().cashRounding()).hasToString("1.00");
		assertThat(request("UTC", "JPY", "04:00", "10.0").toRules().cashRounding()).hasToString("10");
	}

	@Test
	void rulesOfOneNameContradictEachOtherWhateverTheirCase() {
		var request = withTaxes(tax("VAT", "0.1", true), tax("City tax", "0.02", false), tax(" vat", "0.1", false));

		assertThat(faults(request)).containsExactly("tax_rules[2].name");
	}

	@ParameterizedTest
	@ValueSource(strings = { "-0.01", "1.000001", "0.0000001" })
	void aRateIsAFractionWithSixDecimals(String rate) {
		var faults = new ArrayList<String>();
		tax("VAT", rate, false).check((field, _) -> faults.add(field));
		assertThat(faults).containsExactly("rate");
	}

	@Test
	void aRateKeepsNoZerosAtItsEnd() {
		assertThat(tax("VAT", "0.1900000000", false).toRule().rate()).hasToString("0.19");
		assertThat(tax("VAT", "1.0", false).toRule().rate()).hasToString("1");
	}

	@Test
	void incompleteRequestsAreCheckedToo() {
		var request = new LocationRequest(null, null, null, null, null, Arrays.asList(null, tax(null, null, true)),
				null, null, Optional.of(new BigDecimal("0.05")), null, null, Arrays.asList("grill", null, "grill"),
				null);

		assertThat(faults(request)).containsExactly("stations[2]");
	}

	@Test
	void rulesShareANameIfNoOrderHasBoth() {
		assertThat(faults(withTaxes(tax("VAT", OrderType.DINE_IN), tax("VAT", OrderType.TAKEOUT, OrderType.ONLINE))))
			.isEmpty();
		assertThat(faults(withTaxes(tax("VAT", OrderType.DINE_IN, OrderType.TAKEOUT), tax("VAT", OrderType.ONLINE),
				tax("vat ", OrderType.TAKEOUT), tax("VAT"))))
			.containsExactly("tax_rules[2].name", "tax_rules[3].name");
	}

	@Test
	void anOrderTypeIsListedOnce() {
		var rule = tax("VAT", OrderType.ONLINE, null, OrderType.ONLINE);
		var faults = new ArrayList<String>();

		rule.check((field, _) -> faults.add(field));

		assertThat(faults).containsExactly("order_types[2]");
	}

	private static List<String> faults(LocationRequest request) {
		var faults = new ArrayList<String>();
		request.check((field, message) -> {
			assertThat(message).isNotBlank();
			faults.add(field);
		});
		return faults;
	}

	private static LocationRequest request(String zone, String currency, String start, @Nullable String coin) {
		return new LocationRequest("Bar", zone, currency, start, null, null, null, null,
				(coin != null) ? Optional.of(new BigDecimal(coin)) : null, null, null, null, null);
	}

	private static LocationRequest withTaxes(LocationRequest.TaxRuleRequest... taxes) {
		return new LocationRequest("Bar", "UTC", "EUR", null, null, List.of(taxes), null, null, null, null, null, null,
				null);
	}

	private static LocationRequest.TaxRuleRequest tax(@Nullable String name, @Nullable String rate, boolean inclusive) {
		return new LocationRequest.TaxRuleRequest(name, (rate != null) ? new BigDecimal(rate) : null, inclusive, null,
				null, null, null);
	}

	private static LocationRequest.TaxRuleRequest tax(String name, @Nullable OrderType... types) {
		return new LocationRequest.TaxRuleRequest(name, BigDecimal.ZERO, false, null, null, null, Arrays.asList(types));
	}

}
