package com.auraconnect.orders.order;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.order.OrderEvent.ItemStatusChanged;
import com.auraconnect.orders.order.OrderEvent.ItemTransition;
import com.auraconnect.orders.order.OrderEvent.ItemsChanged;
import com.auraconnect.orders.order.OrderEvent.StatusChanged;
import com.auraconnect.orders.order.OrderEvent.Updated;

/**
 * Events of one change of an order. Merges events of one kind, however many steps the
 * change takes: one committed change is one event of a kind, and lines that move together
 * with the order are part of the order's own event. Payments are the exception: each has
 * an event of its own.
 */
final class RecordedEvents {

	private final List<OrderEvent> events = new ArrayList<>();

	void add(OrderEvent event) {
		for (var i = 0; i < this.events.size(); i++) {
			var merged = merge(new Pair(this.events.get(i), event));
			if (merged != null) {
				this.events.set(i, merged);
				return;
			}
		}
		this.events.add(event);
	}

	private record Pair(OrderEvent earlier, OrderEvent later) {
	}

	private static @Nullable OrderEvent merge(Pair pair) {
		return switch (pair) {
			case Pair(StatusChanged earlier, StatusChanged later) -> new StatusChanged(earlier.previous(),
					later.current(), later.reason(), later.changedBy(), join(earlier.items(), later.items()));
			case Pair(StatusChanged earlier, ItemStatusChanged later) ->
				earlier.withItems(join(earlier.items(), later.items()));
			case Pair(ItemStatusChanged earlier, StatusChanged later) ->
				later.withItems(join(earlier.items(), later.items()));
			case Pair(ItemStatusChanged earlier, ItemStatusChanged later) ->
				new ItemStatusChanged(join(earlier.items(), later.items()), later.changedBy());
			case Pair(Updated earlier, Updated later) -> new Updated(union(earlier.changed(), later.changed()));
			case Pair(Updated earlier, ItemsChanged later) ->
				new ItemsChanged(later.items(), union(earlier.changed(), later.changed()));
			case Pair(ItemsChanged earlier, Updated later) ->
				new ItemsChanged(earlier.items(), union(earlier.changed(), later.changed()));
			default -> null;
		};
	}

	private static List<ItemTransition> join(List<ItemTransition> earlier, List<ItemTransition> later) {
		var all = new ArrayList<>(earlier);
		all.addAll(later);
		return List.copyOf(all);
	}

	private static Set<String> union(Set<String> earlier, Set<String> later) {
		var all = new LinkedHashSet<>(earlier);
		all.addAll(later);
		return all;
	}

	boolean isEmpty() {
		return this.events.isEmpty();
	}

	/** Returns the events, oldest first, and forgets them. */
	List<OrderEvent> take() {
		var taken = List.copyOf(this.events);
		this.events.clear();
		return taken;
	}

}
