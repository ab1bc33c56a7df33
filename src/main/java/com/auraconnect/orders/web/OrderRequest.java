package com.auraconnect.orders.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.CrossFieldRules;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.http.Text;
import com.auraconnect.orders.order.Fulfilment;
import com.auraconnect.orders.order.NewOrder;
import com.auraconnect.orders.order.OrderDetails;
import com.auraconnect.orders.order.OrderType;
import com.auraconnect.orders.order.PaymentMethod;
import com.auraconnect.orders.order.Quote;
import com.auraconnect.orders.order.TaxExemption;
import com.auraconnect.orders.payment.MoneyRules;
import com.auraconnect.orders.payment.PaymentRequest;
import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.ServiceCharge;

/** The body of {@code POST /orders}. */
record OrderRequest(@NotNull @Positive @Nullable Long locationId, @NotNull @Nullable OrderType orderType,
		@Positive @Nullable Long customerId, @Size(max = 50) @Text @Nullable String tableNumber,
		@Min(1) @Max(1000) @Nullable Integer guestCount,
		@ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String notes, @Nullable Instant scheduledFor,
		@Size(min = 1, max = 255) @Text @Nullable String externalId, @Positive @Nullable Long checkId,
		@Pattern(regexp = OrderRequest.SOURCE_FORM, message = OrderRequest.SOURCE_RULE) @Nullable String source,
		@Valid @Nullable MetadataRequest metadata, @Valid @Nullable GuestRequest guest,
		@Valid @Nullable FulfilmentRequest fulfilment, @Valid @Nullable TaxExemptionRequest taxExempt,
		@NotNull @ConfiguredLimit(value = Limit.ITEMS, min = 1) @Nullable List<@NotNull @Valid Item> items,
		@Size(max = 20) @Nullable List<@NotNull @Valid DiscountRequest> discounts,
		@Size(max = 20) @Nullable List<@NotNull @Valid ServiceChargeRequest> serviceCharges,
		@Valid @Nullable Payment payment, @Size(min = 1, max = 65536) @Nullable String quoteToken,
		@Nullable Amount expectedTotal) implements CrossFieldRules {

	private static final String SOURCE_FORM = "[!-~](?:[ -~]{0,48}[!-~])?";

	static final String SOURCE_RULE = "must be 1 to 50 printable ASCII characters without spaces around them";

	static final java.util.regex.Pattern SOURCE = java.util.regex.Pattern.compile(SOURCE_FORM);

	/**
	 * Converts a valid request to the domain's form.
	 * @param quote the prices that {@code quote_token} promises
	 * @param offline how an offline terminal took the order, null for an order of now
	 */
	NewOrder toNewOrder(Quote quote, NewOrder.@Nullable Offline offline) {
		return new NewOrder(this.locationId, this.orderType, this.customerId, this.tableNumber, this.guestCount,
				this.notes, this.scheduledFor, this.externalId, this.items.stream().map(Item::toItem).toList(),
				discounts(this.discounts),
				orEmpty(this.serviceCharges).stream().map(ServiceChargeRequest::terms).toList(),
				(this.payment != null) ? this.payment.toIntent() : null, quote, this.expectedTotal, offline, details(),
				exemptionOrNull(), this.checkId);
	}

	private OrderDetails details() {
		return OrderDetails.of(this.source, (this.metadata != null) ? this.metadata.toMetadata() : null,
				(this.guest != null) ? this.guest.toPatch().applyTo(null) : null, fulfilmentOrNull());
	}

	private @Nullable Fulfilment fulfilmentOrNull() {
		return (this.fulfilment != null) ? this.fulfilment.toPatch().applyTo(null) : null;
	}

	private @Nullable TaxExemption exemptionOrNull() {
		return (this.taxExempt != null) ? this.taxExempt.toPatch().applyTo(null) : null;
	}

	@Override
	public void check(BiConsumer<String, String> fault) {
		var wanted = fulfilmentOrNull();
		if (wanted != null) {
			wanted.check(this.orderType, fault);
		}
		var exemption = exemptionOrNull();
		if (exemption != null) {
			exemption.check(fault);
		}
	}

	private static List<Discount> discounts(@Nullable List<DiscountRequest> discounts) {
		return orEmpty(discounts).stream().map(DiscountRequest::terms).toList();
	}

	private static <T> List<T> orEmpty(@Nullable List<T> list) {
		return (list != null) ? list : List.of();
	}

	/** One line. */
	record Item(@NotNull @Positive @Nullable Long menuItemId,
			@NotNull @ConfiguredLimit(value = Limit.QUANTITY, min = 1) @Nullable Integer quantity,
			@ConfiguredLimit(Limit.MODIFIERS) @Nullable List<@NotNull @Valid ModifierRequest> modifiers,
			@ConfiguredLimit(Limit.TEXT) @Text(lines = true) @Nullable String specialInstructions,
			@Min(1) @Max(99) @Nullable Integer course,
			@Size(max = 20) @Nullable List<@NotNull @Valid DiscountRequest> discounts) implements CrossFieldRules {

		@Override
		public void check(BiConsumer<String, String> fault) {
			ModifierRequest.checkUnique(this.modifiers, fault);
		}

		NewOrder.Item toItem() {
			return new NewOrder.Item(this.menuItemId, this.quantity,
					orEmpty(this.modifiers).stream().map(ModifierRequest::toChoice).toList(),
					OrderRequest.discounts(this.discounts), this.specialInstructions, this.course);
		}

	}

	/** A modifier of a line. Its quantity defaults to 1. */
	record ModifierRequest(@NotNull @Positive @Nullable Long id,
			@ConfiguredLimit(value = Limit.QUANTITY, min = 1) @Nullable Integer quantity) {

		/**
		 * Reports a modifier that appears twice, which would bypass the limit on its
		 * quantity.
		 */
		static void checkUnique(@Nullable List<@Nullable ModifierRequest> modifiers, BiConsumer<String, String> fault) {
			var ids = new HashSet<Long>();
			for (int i = 0; modifiers != null && i < modifiers.size(); i++) {
				var modifier = modifiers.get(i);
				if (modifier != null && modifier.id() != null && !ids.add(modifier.id())) {
					fault.accept("modifiers[" + i + "].id", "is already on the line; set its quantity instead");
				}
			}
		}

		NewOrder.ModifierChoice toChoice() {
			return new NewOrder.ModifierChoice(this.id, (this.quantity != null) ? this.quantity : 1);
		}

	}

	/** A discount on a line or on the order. */
	record DiscountRequest(@NotBlank @Size(max = 100) @Text @Nullable String name, @NotNull @Nullable Adjustment type,
			@NotNull @Nullable BigDecimal value) implements CrossFieldRules {

		Discount terms() {
			return new Discount(this.name, this.type, this.value);
		}

		@Override
		public void check(BiConsumer<String, String> fault) {
			if (this.name != null && this.type != null && this.value != null) {
				checkValue(this.type, this::terms, fault);
			}
		}

	}

	/** A service charge on the order. */
	record ServiceChargeRequest(@NotBlank @Size(max = 100) @Text @Nullable String name,
			@NotNull @Nullable Adjustment type, @NotNull @Nullable BigDecimal value,
			@Nullable Boolean taxable) implements CrossFieldRules {

		ServiceCharge terms() {
			return new ServiceCharge(this.name, this.type, this.value, Boolean.TRUE.equals(this.taxable));
		}

		@Override
		public void check(BiConsumer<String, String> fault) {
			if (this.name != null && this.type != null && this.value != null) {
				checkValue(this.type, this::terms, fault);
			}
		}

	}

	/** Reports a value that the pricing rules reject. */
	private static void checkValue(Adjustment type, Supplier<?> terms, BiConsumer<String, String> fault) {
		try {
			terms.get();
		}
		catch (IllegalArgumentException ex) {
			fault.accept("value", switch (type) {
				case PERCENTAGE -> "must be between 0 and 100, with at most 4 decimals";
				case FIXED -> "must be an amount of 0 or more, with no more decimals than the currency has";
			});
		}
	}

	/** How the whole order is paid. */
	record Payment(@NotNull @Nullable PaymentMethod method, @Size(min = 1, max = 255) @Text @Nullable String token,
			@Nullable Amount tipAmount) implements CrossFieldRules {

		@Override
		public void check(BiConsumer<String, String> fault) {
			PaymentRequest.checkToken(this.method, this.token, fault);
			MoneyRules.notNegative("tip_amount", this.tipAmount, fault);
		}

		NewOrder.PaymentIntent toIntent() {
			return new NewOrder.PaymentIntent(this.method, this.token,
					(this.tipAmount != null) ? this.tipAmount : Amount.ZERO);
		}

		/** Omits the card's token. */
		@Override
		public String toString() {
			return "Payment[method=" + this.method + "]";
		}

	}

}
