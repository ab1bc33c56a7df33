package com.auraconnect.orders.location;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.BusinessDays;
import com.auraconnect.orders.pricing.TaxRule;

/** Reads and writes the JSON columns of locations. */
@Component
class LocationColumns {

	private static final TypeReference<List<TaxRule>> TAX_RULES = new TypeReference<>() {
	};

	private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {
	};

	private static final TypeReference<List<Earlier>> EARLIER = new TypeReference<>() {
	};

	private static final TypeReference<Map<Long, Instant>> MOMENTS = new TypeReference<>() {
	};

	private final ObjectMapper json;

	LocationColumns(ObjectMapper json) {
		this.json = json;
	}

	/** Stored form of {@link BusinessDays.Earlier}. */
	record Earlier(Instant until, String timeZone, String businessDayStart, String lastDay) {
	}

	List<TaxRule> rules(String text) {
		return read(text, TAX_RULES);
	}

	List<TaxRuleView> taxRules(String text) {
		return rules(text).stream()
			.map((rule) -> new TaxRuleView(rule.name(), rule.rate(), rule.inclusive(), rule.rounding(), rule.level(),
					rule.categories().stream().sorted().toList()))
			.toList();
	}

	List<String> texts(String text) {
		return read(text, TEXTS);
	}

	List<BusinessDays.Earlier> earlier(String text) {
		return read(text, EARLIER).stream()
			.map((rules) -> new BusinessDays.Earlier(rules.until(), ZoneId.of(rules.timeZone()),
					LocalTime.parse(rules.businessDayStart()), LocalDate.parse(rules.lastDay())))
			.toList();
	}

	/** Reads moments by id; null becomes {@link Instant#MAX}. */
	Map<Long, Instant> moments(String text) {
		var moments = new HashMap<Long, Instant>();
		read(text, MOMENTS).forEach((id, until) -> moments.put(id, (until != null) ? until : Instant.MAX));
		return moments;
	}

	String writeEarlier(BusinessDays days) {
		return write(days.earlier()
			.stream()
			.map((rules) -> new Earlier(rules.until(), rules.timeZone().getId(), rules.start().toString(),
					rules.lastDay().toString()))
			.toList());
	}

	String write(Object value) {
		try {
			return this.json.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private <T> T read(String text, TypeReference<T> type) {
		try {
			return this.json.readValue(text, type);
		}
		catch (JsonProcessingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
