package com.auraconnect.orders.web;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.http.ConfiguredLimit;
import com.auraconnect.orders.http.Limit;
import com.auraconnect.orders.order.NewOrder;

/** The body of {@code POST /orders/{id}/items}. */
record AddItemsRequest(@NotNull @ConfiguredLimit(value = Limit.ITEMS,
		min = 1) @Nullable List<OrderRequest.@NotNull @Valid Item> items) {

	List<NewOrder.Item> toItems() {
		return this.items.stream().map(OrderRequest.Item::toItem).toList();
	}

}
