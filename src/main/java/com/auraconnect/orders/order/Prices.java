package com.auraconnect.orders.order;

import java.util.List;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.ColumnTransformer;

/**
 * Discounts, charges, taxes and adjustments of an order. Its {@link Totals} follow from
 * them and from its lines.
 *
 * @param adjustments changes of the price that were made after the sale, oldest first
 */
@Embeddable
public record Prices(
		@Convert(converter = JsonColumns.OrderDiscounts.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) List<OrderDiscount> discounts,
		@Convert(converter = JsonColumns.OrderServiceCharges.class) @ColumnTransformer(
				write = JsonColumns.WRITE) @Column(
						columnDefinition = JsonColumns.TYPE) List<OrderServiceCharge> serviceCharges,
		@Convert(converter = JsonColumns.OrderTaxes.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) List<OrderTax> taxes,
		@Convert(converter = JsonColumns.Adjustments.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) List<OrderAdjustment> adjustments) {

	static final Prices NONE = new Prices(List.of(), List.of(), List.of(), List.of());

	Prices with(List<OrderAdjustment> adjustments) {
		return new Prices(this.discounts, this.serviceCharges, this.taxes, List.copyOf(adjustments));
	}

}
