package com.auraconnect.orders.order;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/**
 * Fields of an order that a patch can change.
 *
 * @param customer the customer's details, null without a customer or while only the id is
 * known
 * @param checkId the check that the order is on, null for none
 * @param taxExempt null for an order that is taxed
 */
@Embeddable
public record OrderFields(OrderType orderType, @Nullable Long customerId,
		@Convert(converter = JsonColumns.Customer.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) @Nullable OrderCustomer customer,
		@Nullable String tableNumber, @Nullable Integer guestCount, @Nullable String notes, @Nullable Long checkId,
		@Convert(converter = JsonColumns.OrderTaxExemption.class) @ColumnTransformer(write = JsonColumns.WRITE) @Column(
				columnDefinition = JsonColumns.TYPE) @Nullable TaxExemption taxExempt) {

	static OrderFields of(NewOrder request) {
		return new OrderFields(request.orderType(), request.customerId(), null, request.tableNumber(),
				request.guestCount(), request.notes(), request.checkId(), request.taxExemption());
	}

	OrderFields withCustomer(OrderCustomer known) {
		return new OrderFields(this.orderType, this.customerId, known, this.tableNumber, this.guestCount, this.notes,
				this.checkId, this.taxExempt);
	}

	OrderFields onCheck(long checkId) {
		return new OrderFields(this.orderType, this.customerId, this.customer, this.tableNumber, this.guestCount,
				this.notes, checkId, this.taxExempt);
	}

	/**
	 * Applies a patch.
	 * @param known the details of the customer that the patch names, null if only the id
	 * is known
	 * @param changed receives the API names of the fields that differ afterwards
	 */
	OrderFields patched(OrderPatch patch, @Nullable OrderCustomer known, Set<String> changed) {
		var exemption = patched("tax_exempt", this.taxExempt,
				(patch.taxExempt() != null) ? patch.taxExempt().map((wanted) -> wanted.applyTo(this.taxExempt)) : null,
				changed);
		var type = this.orderType;
		if (patch.orderType() != null && patch.orderType() != type) {
			type = patch.orderType();
			changed.add("order_type");
		}
		var table = patched("table_number", this.tableNumber, patch.tableNumber(), changed);
		var guests = patched("guest_count", this.guestCount, patch.guestCount(), changed);
		var text = patched("notes", this.notes, patch.notes(), changed);
		var id = patched("customer_id", this.customerId, patch.customerId(), changed);
		var check = patched("check_id", this.checkId, patch.checkId(), changed);
		var person = changed.contains("customer_id")
				? patched("customer", this.customer, Optional.ofNullable(known), changed) : this.customer;
		return new OrderFields(type, id, person, table, guests, text, check, exemption);
	}

	static <T> @Nullable T patched(String name, @Nullable T current, @Nullable Optional<T> wanted,
			Set<String> changed) {
		if (wanted == null || Objects.equals(current, wanted.orElse(null))) {
			return current;
		}
		changed.add(name);
		return wanted.orElse(null);
	}

	/** Whether the kitchen must see the change from those fields. */
	boolean isNewsForKitchen(OrderFields before) {
		return this.orderType != before.orderType || !Objects.equals(this.tableNumber, before.tableNumber)
				|| !Objects.equals(this.notes, before.notes);
	}

}
