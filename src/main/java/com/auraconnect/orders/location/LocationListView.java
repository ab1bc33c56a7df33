package com.auraconnect.orders.location;

import java.util.List;

/**
 * A page of the caller's locations, by id.
 *
 * @param meta tells whether there are more
 */
record LocationListView(List<LocationView> data, Meta meta) {

	LocationListView {
		data = List.copyOf(data);
	}

	record Meta(boolean hasMore) {
	}

}
