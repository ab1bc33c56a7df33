package com.auraconnect.orders.order;

import java.util.List;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.platform.codec.Json;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.TaxRule;

/**
 * Stores values and lists as JSON in the form of the API, so that the read side returns
 * them unchanged. Values are immutable and replaced as a whole, so that the values as
 * loaded can be kept without a copy. Columns need
 * {@code @ColumnTransformer(write = JsonColumns.WRITE)}.
 */
final class JsonColumns {

	static final String TYPE = "json";

	static final String WRITE = "?::json";

	private JsonColumns() {
	}

	abstract static class JsonValue<T> implements AttributeConverter<T, String> {

		private final Json json;

		private final Class<T> type;

		JsonValue(ObjectMapper json, Class<T> type) {
			this.json = new Json(json);
			this.type = type;
		}

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable T value) {
			return (value != null) ? this.json.write(value) : null;
		}

		@Override
		public @Nullable T convertToEntityAttribute(@Nullable String text) {
			return (text != null) ? this.json.read(text, this.type) : null;
		}

	}

	@Converter
	@Immutable
	static class Customer extends JsonValue<OrderCustomer> {

		Customer(ObjectMapper json) {
			super(json, OrderCustomer.class);
		}

	}

	@Converter
	@Immutable
	static class OrderMetadata extends JsonValue<Metadata> {

		OrderMetadata(ObjectMapper json) {
			super(json, Metadata.class);
		}

	}

	@Converter
	@Immutable
	static class OrderGuest extends JsonValue<Guest> {

		OrderGuest(ObjectMapper json) {
			super(json, Guest.class);
		}

	}

	@Converter
	@Immutable
	static class OrderFulfilment extends JsonValue<Fulfilment> {

		OrderFulfilment(ObjectMapper json) {
			super(json, Fulfilment.class);
		}

	}

	@Converter
	@Immutable
	static class OrderTaxExemption extends JsonValue<TaxExemption> {

		OrderTaxExemption(ObjectMapper json) {
			super(json, TaxExemption.class);
		}

	}

	abstract static class JsonList<T> implements AttributeConverter<List<T>, String> {

		private final Json json;

		private final Class<T> elementType;

		JsonList(ObjectMapper json, Class<T> elementType) {
			this.json = new Json(json);
			this.elementType = elementType;
		}

		@Override
		public String convertToDatabaseColumn(@Nullable List<T> list) {
			return (list == null || list.isEmpty()) ? "[]" : this.json.write(list);
		}

		@Override
		public List<T> convertToEntityAttribute(@Nullable String text) {
			return (text == null || text.equals("[]")) ? List.of() : this.json.list(text, this.elementType);
		}

	}

	@Converter
	@Immutable
	static class Modifiers extends JsonList<Modifier> {

		Modifiers(ObjectMapper json) {
			super(json, Modifier.class);
		}

	}

	@Converter
	@Immutable
	static class ItemDiscounts extends JsonList<Discount> {

		ItemDiscounts(ObjectMapper json) {
			super(json, Discount.class);
		}

	}

	@Converter
	@Immutable
	static class OrderDiscounts extends JsonList<OrderDiscount> {

		OrderDiscounts(ObjectMapper json) {
			super(json, OrderDiscount.class);
		}

	}

	@Converter
	@Immutable
	static class OrderServiceCharges extends JsonList<OrderServiceCharge> {

		OrderServiceCharges(ObjectMapper json) {
			super(json, OrderServiceCharge.class);
		}

	}

	@Converter
	@Immutable
	static class Adjustments extends JsonList<OrderAdjustment> {

		Adjustments(ObjectMapper json) {
			super(json, OrderAdjustment.class);
		}

	}

	@Converter
	@Immutable
	static class RefundedItems extends JsonList<RefundedItem> {

		RefundedItems(ObjectMapper json) {
			super(json, RefundedItem.class);
		}

	}

	@Converter
	@Immutable
	static class OrderTaxes extends JsonList<OrderTax> {

		OrderTaxes(ObjectMapper json) {
			super(json, OrderTax.class);
		}

	}

	private static class StoredTaxRules extends JsonList<StoredTaxRule> {

		StoredTaxRules(ObjectMapper json) {
			super(json, StoredTaxRule.class);
		}

	}

	@Converter
	@Immutable
	static class TaxRules implements AttributeConverter<List<TaxRule>, String> {

		private final StoredTaxRules stored;

		TaxRules(ObjectMapper json) {
			this.stored = new StoredTaxRules(json);
		}

		@Override
		public String convertToDatabaseColumn(List<TaxRule> rules) {
			return this.stored.convertToDatabaseColumn(rules.stream().map(StoredTaxRule::of).toList());
		}

		@Override
		public List<TaxRule> convertToEntityAttribute(@Nullable String text) {
			return this.stored.convertToEntityAttribute(text).stream().map(StoredTaxRule::rule).toList();
		}

	}

	@Converter
	@Immutable
	static class Partners extends JsonList<Partner> {

		Partners(ObjectMapper json) {
			super(json, Partner.class);
		}

	}

}
