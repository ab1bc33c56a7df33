package com.auraconnect.orders.web;

import java.util.List;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /orders/batch-retrieve}. */
record RetrieveRequest(@NotNull @Size(max = 100) @Nullable List<@NotNull Long> ids) {

	List<Long> distinctIds() {
		return this.ids.stream().distinct().toList();
	}

}
