package com.auraconnect.orders.order;

import java.math.BigDecimal;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Money;

/**
 * Stores money as {@code NUMERIC} without a scale of its own: each value keeps the
 * decimals of its currency, zeros included.
 */
@Converter(autoApply = true)
class MoneyColumn implements AttributeConverter<Money, BigDecimal> {

	@Override
	public @Nullable BigDecimal convertToDatabaseColumn(@Nullable Money money) {
		return (money != null) ? money.toBigDecimal() : null;
	}

	@Override
	public @Nullable Money convertToEntityAttribute(@Nullable BigDecimal amount) {
		return (amount != null) ? Money.of(amount) : null;
	}

}
