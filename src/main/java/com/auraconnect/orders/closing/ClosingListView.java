package com.auraconnect.orders.closing;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A page of the closings of a location, newest first. */
record ClosingListView(List<ClosingView> data, Meta meta) {

	ClosingListView {
		data = List.copyOf(data);
	}

	/**
	 * @param nextCursor null on the last page
	 */
	record Meta(int pageSize, @Nullable String nextCursor, boolean hasMore) {
	}

}
