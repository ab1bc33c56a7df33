package com.auraconnect.orders.menu;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.Menu;
import com.auraconnect.orders.order.MenuAnswer;
import com.auraconnect.orders.order.MenuItem;
import com.auraconnect.orders.order.NewOrder;

/**
 * The menu, for those who take orders: from memory while that is fresh, else from the
 * menu service, and while that is away from memory as long as anybody can answer for it.
 * <ul>
 * <li>What is fresh costs no call.
 * <li>What was fresh a moment ago is asked for anew, but the old answer is used if the
 * new one takes longer than a moment.
 * <li>What is older is waited for, unless the menu is known to be away.
 * <li>What nobody here knows is waited for, and looked for in the database if the menu
 * service does not answer.
 * </ul>
 */
@Component
class CachedMenu implements Menu {

	private final MenuItemCache memory;

	private final MenuFetcher inquiries;

	private final MenuSnapshotRepository stored;

	private final MenuMeters meters;

	private final MenuSettings settings;

	private final Clock clock;

	CachedMenu(MenuItemCache memory, MenuFetcher inquiries, MenuSnapshotRepository stored, MenuMeters meters,
			MenuSettings settings, Clock clock) {
		this.memory = memory;
		this.inquiries = inquiries;
		this.stored = stored;
		this.meters = meters;
		this.settings = settings;
		this.clock = clock;
	}

	@Override
	public MenuAnswer lookUp(long tenantId, long locationId, List<NewOrder.Item> choices) {
		var question = new MenuQuestion(tenantId, locationId, choices);
		var known = this.memory.recall(question);
		var fresh = youngerThan(this.settings.fresh(), known);
		this.meters.hits(fresh.size());
		var open = question.without(fresh.keySet());
		if (open.choices().isEmpty()) {
			return new MenuAnswer(items(fresh), false);
		}
		var inquiry = this.inquiries.ask(open);
		var isKnown = known.keySet().containsAll(open.items());
		var said = isKnown ? await(inquiry, patience(open, known)) : await(inquiry, Optional.empty());
		return said.map((answer) -> current(open, fresh, answer))
			.orElseGet(() -> lastKnown(question, open, isKnown ? known : recovered(question, open), inquiry));
	}

	private MenuAnswer current(MenuQuestion open, Map<Long, KnownItem> fresh, Map<Long, MenuItem> answer) {
		this.meters.misses(open.items().size());
		var items = items(fresh);
		items.putAll(answer);
		return new MenuAnswer(items, false);
	}

	private MenuAnswer lastKnown(MenuQuestion question, MenuQuestion open, Map<Long, KnownItem> known,
			CompletableFuture<Map<Long, MenuItem>> inquiry) {
		if (!known.keySet().containsAll(question.items())) {
			throw failure(inquiry);
		}
		this.meters.stale(open.items().size());
		return new MenuAnswer(items(known), this.inquiries.isMenuAway(open));
	}

	private Map<Long, KnownItem> recovered(MenuQuestion question, MenuQuestion open) {
		this.memory.recover(open, this.stored.find(open));
		return this.memory.recall(question);
	}

	private Map<Long, KnownItem> youngerThan(Duration age, Map<Long, KnownItem> known) {
		var now = this.clock.instant();
		return known.entrySet()
			.stream()
			.filter((item) -> !item.getValue().isOlderThan(age, now))
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private static Map<Long, MenuItem> items(Map<Long, KnownItem> known) {
		Map<Long, MenuItem> items = new HashMap<>();
		known.forEach((id, item) -> items.put(id, item.item()));
		return items;
	}

	/** How long the new answer is worth waiting for, where an old one is at hand. */
	private Optional<Duration> patience(MenuQuestion open, Map<Long, KnownItem> known) {
		if (this.inquiries.isMenuAway(open)) {
			return Optional.of(Duration.ZERO);
		}
		var recent = youngerThan(this.settings.servedBehind(), known);
		return recent.keySet().containsAll(open.items()) ? Optional.of(this.settings.patience()) : Optional.empty();
	}

	/**
	 * @param patience empty for as long as it takes
	 * @return empty if there is no answer by then, or none at all
	 */
	private static Optional<Map<Long, MenuItem>> await(CompletableFuture<Map<Long, MenuItem>> inquiry,
			Optional<Duration> patience) {
		try {
			return Optional
				.of(patience.isEmpty() ? inquiry.get() : inquiry.get(patience.get().toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (TimeoutException | ExecutionException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static RuntimeException failure(CompletableFuture<Map<Long, MenuItem>> inquiry) {
		return (inquiry.exceptionNow() instanceof RuntimeException failure) ? failure
				: new IllegalStateException(inquiry.exceptionNow());
	}

}
