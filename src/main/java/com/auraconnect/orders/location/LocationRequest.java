package com.auraconnect.orders.location;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.Courses;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.pricing.TaxRule;

/**
 * The body of {@code PUT /locations/{id}}. Fields that are not given have the default of
 * the contract.
 */
record LocationRequest(@NotBlank @Size(max = 200) @Text @Nullable String name,
		@NotNull @Size(max = 50) @Nullable String timeZone, @NotNull @Size(max = 3) @Nullable String currency,
		@Size(max = 5) @Nullable String businessDayStart, @Nullable Boolean autoConfirm,
		@Size(max = 20) @Nullable List<@NotNull @Valid TaxRuleRequest> taxRules, @Nullable Courses courses,
		@Min(0) @Max(1440) @Nullable Integer prepMinutes, @Nullable Optional<BigDecimal> cashRounding,
		@Min(0) @Max(10080) @Nullable Integer captureDelayMinutes, @Min(0) @Max(365) @Nullable Integer acceptsUntilDays,
		@Size(max = 50) @Nullable List<@NotBlank @Size(max = 50) @Text String> stations,
		@Nullable Boolean active) implements CrossFieldRules {

	/** Times of day to the minute; a business day does not begin at a second. */
	private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

	static final String NO_CURRENCY = "must be a currency of ISO 4217 that is money today, such as \"EUR\"";

	private static final BigDecimal LARGEST_COIN = BigDecimal.valueOf(1000);

	/** A tax rule of the location. */
	record TaxRuleRequest(@NotBlank @Size(max = 100) @Text @Nullable String name, @NotNull @Nullable BigDecimal rate,
			@Nullable Boolean inclusive, TaxRule.@Nullable Rounding rounding, TaxRule.@Nullable Level level,
			@Size(max = 50) @Nullable List<@NotBlank @Size(max = 50) @Text String> categories,
			@Size(max = 5) @Nullable List<@NotNull OrderType> orderTypes) implements CrossFieldRules {

		@Override
		public void check(BiConsumer<String, String> fault) {
			if (this.rate != null && (this.rate.signum() < 0 || this.rate.compareTo(BigDecimal.ONE) > 0
					|| plain(this.rate).scale() > 6)) {
				fault.accept("rate", "must be between 0 and 1, with at most 6 decimals: 0.09 is nine percent");
			}
			checkUnique("categories", this.categories, fault);
			checkUnique("order_types", this.orderTypes, fault);
		}

		Set<OrderType> effectiveOrderTypes() {
			return orEmpty(this.orderTypes).isEmpty() ? EnumSet.allOf(OrderType.class)
					: this.orderTypes.stream().filter(Objects::nonNull).collect(Collectors.toSet());
		}

		TaxRuleView toRule() {
			return new TaxRuleView(this.name, plain(this.rate), Boolean.TRUE.equals(this.inclusive),
					Objects.requireNonNullElse(this.rounding, TaxRule.Rounding.HALF_UP),
					Objects.requireNonNullElse(this.level, TaxRule.Level.LINE), orEmpty(this.categories),
					orEmpty(this.orderTypes));
		}

	}

	@Override
	public void check(BiConsumer<String, String> fault) {
		if (this.timeZone != null && !ZoneId.getAvailableZoneIds().contains(this.timeZone)) {
			fault.accept("time_zone", "must be the name of a time zone such as \"Europe/Vienna\"");
		}
		if (this.currency != null && !hasDecimals(this.currency)) {
			fault.accept("currency", NO_CURRENCY);
		}
		if (this.businessDayStart != null && !TIME.matcher(this.businessDayStart).matches()) {
			fault.accept("business_day_start", "must be a time of day such as \"04:00\"");
		}
		checkTaxNames(fault);
		checkUnique("stations", this.stations, fault);
		checkCashRounding(fault);
	}

	/**
	 * Whether it is or was money. A location keeps the currency that it has, so what is
	 * money today is required of a new one only, by {@link LocationService}.
	 */
	private static boolean hasDecimals(String currency) {
		try {
			return Currency.getInstance(currency).getDefaultFractionDigits() >= 0;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Reports a name that two rules share, unless no order has both. A bill adds taxes up
	 * by name: two rates, or one that is in the price and one that is not, would
	 * contradict each other on it.
	 */
	private void checkTaxNames(BiConsumer<String, String> fault) {
		var types = new HashMap<String, Set<OrderType>>();
		for (int i = 0; this.taxRules != null && i < this.taxRules.size(); i++) {
			var rule = this.taxRules.get(i);
			if (rule == null || rule.name() == null) {
				continue;
			}
			var taken = types.computeIfAbsent(rule.name().strip().toLowerCase(Locale.ROOT),
					(_) -> EnumSet.noneOf(OrderType.class));
			if (!Collections.disjoint(taken, rule.effectiveOrderTypes())) {
				fault.accept("tax_rules[" + i + "].name",
						"is the name of another rule for the same orders: a bill adds taxes up by name");
			}
			taken.addAll(rule.effectiveOrderTypes());
		}
	}

	private static <T> void checkUnique(String field, @Nullable List<@Nullable T> values,
			BiConsumer<String, String> fault) {
		var known = new HashSet<T>();
		for (int i = 0; values != null && i < values.size(); i++) {
			if (values.get(i) != null && !known.add(values.get(i))) {
				fault.accept(field + "[" + i + "]", "is listed already");
			}
		}
	}

	private void checkCashRounding(BiConsumer<String, String> fault) {
		var coin = coin();
		if (coin == null) {
			return;
		}
		if (coin.signum() <= 0 || coin.compareTo(LARGEST_COIN) > 0) {
			fault.accept("cash_rounding", "must be a coin above 0 and up to 1000, such as \"0.05\"");
		}
		else if (this.currency != null && hasDecimals(this.currency)
				&& coin.scale() > Currencies.decimals(this.currency)) {
			fault.accept("cash_rounding", "must have at most " + Currencies.decimals(this.currency)
					+ " decimals, as the currency " + this.currency + " has");
		}
	}

	private @Nullable BigDecimal coin() {
		return (this.cashRounding != null) ? this.cashRounding.map(LocationRequest::plain).orElse(null) : null;
	}

	/** Returns the number without zeros at its end, so that equal numbers are equal. */
	private static BigDecimal plain(BigDecimal number) {
		var stripped = number.stripTrailingZeros();
		return (stripped.scale() < 0) ? stripped.setScale(0) : stripped;
	}

	private static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	/** Converts a valid request to the rules of the location. */
	LocationRules toRules() {
		var coin = coin();
		return new LocationRules(this.name, ZoneId.of(this.timeZone), this.currency,
				LocalTime.parse(Objects.requireNonNullElse(this.businessDayStart, "04:00")),
				Boolean.TRUE.equals(this.autoConfirm),
				orEmpty(this.taxRules).stream().map(TaxRuleRequest::toRule).toList(),
				Objects.requireNonNullElse(this.courses, Courses.OFF), Objects.requireNonNullElse(this.prepMinutes, 15),
				(coin != null) ? coin.setScale(Currencies.decimals(this.currency)) : null,
				Objects.requireNonNullElse(this.captureDelayMinutes, 0),
				Objects.requireNonNullElse(this.acceptsUntilDays, 7), orEmpty(this.stations),
				!Boolean.FALSE.equals(this.active));
	}

}
