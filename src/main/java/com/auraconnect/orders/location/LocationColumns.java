package com.auraconnect.orders.location;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.BusinessDays;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.order.StoredTaxRule;
import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.pricing.TaxRule;

/** Reads and writes the JSON columns of locations. */
@Component
class LocationColumns {

	private final Json json;

	LocationColumns(Json json) {
		this.json = json;
	}

	/** Stored form of {@link BusinessDays.Earlier}. */
	record Earlier(Instant until, String timeZone, String businessDayStart, String lastDay) {
	}

	List<TaxRule> rules(String text) {
		return this.json.list(text, StoredTaxRule.class).stream().map(StoredTaxRule::rule).toList();
	}

	List<TaxRuleView> taxRules(String text) {
		return rules(text).stream()
			.map((rule) -> new TaxRuleView(rule.name(), rule.rate(), rule.inclusive(), rule.rounding(), rule.level(),
					rule.categories().stream().sorted().toList(),
					rule.orderTypes().stream().map((name) -> WireNames.parse(OrderType.class, name)).sorted().toList()))
			.toList();
	}

	List<String> stations(String text) {
		return this.json.list(text, String.class);
	}

	List<BusinessDays.Earlier> earlier(String text) {
		return this.json.list(text, Earlier.class)
			.stream()
			.map((rules) -> new BusinessDays.Earlier(rules.until(), ZoneId.of(rules.timeZone()),
					LocalTime.parse(rules.businessDayStart()), LocalDate.parse(rules.lastDay())))
			.toList();
	}

	/** Reads when each item is back, by id; null becomes {@link Instant#MAX}. */
	Map<Long, Instant> itemsOut(String text) {
		var items = new HashMap<Long, Instant>();
		this.json.tree(text)
			.properties()
			.forEach((item) -> items.put(Long.valueOf(item.getKey()),
					item.getValue().isNull() ? Instant.MAX : Instant.parse(item.getValue().asText())));
		return items;
	}

	String writeEarlier(BusinessDays days) {
		return write(days.earlier()
			.stream()
			.map((rules) -> new Earlier(rules.until(), rules.timeZone().getId(), rules.start().toString(),
					rules.lastDay().toString()))
			.toList());
	}

	String write(Object value) {
		return this.json.write(value);
	}

}
