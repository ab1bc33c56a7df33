package com.auraconnect.orders.location;

import java.util.List;

/** The items that a location is out of, by id. */
record LocationItemListView(List<LocationItemView> data) {

	LocationItemListView {
		data = List.copyOf(data);
	}

}
