package com.auraconnect.orders.menu;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import com.auraconnect.orders.order.MenuItem;
import com.auraconnect.orders.order.MenuService;
import com.auraconnect.orders.order.PartnerUnavailable;
import com.auraconnect.orders.tenancy.Tenancy;
import com.auraconnect.orders.tracing.RequestId;

/**
 * Asks the menu service, about the same items of a location once at a time: who wants to
 * know what somebody is asking already gets that one's answer. Nobody who asks has to
 * stay for the answer; what was learned is remembered and stored all the same.
 */
@Component
class MenuFetcher {

	private static final Logger log = LoggerFactory.getLogger(MenuFetcher.class);

	private final MenuService menu;

	private final MenuItemCache memory;

	private final MenuSnapshotRepository stored;

	private final Clock clock;

	private final Map<Subject, CompletableFuture<Map<Long, MenuItem>>> underWay = new ConcurrentHashMap<>();

	private final Set<Shop> unanswered = ConcurrentHashMap.newKeySet();

	MenuFetcher(MenuService menu, MenuItemCache memory, MenuSnapshotRepository stored, Clock clock) {
		this.menu = menu;
		this.memory = memory;
		this.stored = stored;
		this.clock = clock;
	}

	private record Shop(long tenantId, long locationId) {

		static Shop of(MenuQuestion question) {
			return new Shop(question.tenantId(), question.locationId());
		}

	}

	private record Subject(Shop shop, Set<Long> items) {

		static Subject of(MenuQuestion question) {
			return new Subject(Shop.of(question), question.items());
		}

	}

	/** Whether the last question about that location's menu went without an answer. */
	boolean isMenuAway(MenuQuestion question) {
		return this.unanswered.contains(Shop.of(question));
	}

	/**
	 * Asks on another thread.
	 * @return what the menu service will have said; or {@link PartnerUnavailable}, within
	 * the time that a call to it may take
	 */
	CompletableFuture<Map<Long, MenuItem>> ask(MenuQuestion question) {
		var subject = Subject.of(question);
		var mine = new CompletableFuture<Map<Long, MenuItem>>();
		var others = this.underWay.putIfAbsent(subject, mine);
		if (others != null) {
			return others;
		}
		Runnable inquiry = () -> Tenancy.of(question.tenantId()).run(() -> inquire(subject, question, mine));
		Thread.ofVirtual().name("menu-inquiry").start(RequestId.carriedOn(inquiry));
		return mine;
	}

	private void inquire(Subject subject, MenuQuestion question, CompletableFuture<Map<Long, MenuItem>> promise) {
		var askedAt = this.clock.instant();
		try {
			var answer = this.menu.ask(question.tenantId(), question.locationId(), question.choices());
			this.memory.learn(question, answer, askedAt);
			store(() -> this.stored.forget(question, answer, askedAt));
			this.unanswered.remove(subject.shop());
			this.underWay.remove(subject, promise);
			promise.complete(answer);
			store(() -> this.stored.keep(question, answer, askedAt));
		}
		catch (RuntimeException | Error ex) {
			this.unanswered.add(subject.shop());
			this.underWay.remove(subject, promise);
			promise.completeExceptionally(ex);
		}
	}

	/** An order does without what could not be stored; the next answer will be. */
	private static void store(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			log.debug("the menu's answer is not stored: {}", ex.getMessage());
		}
	}

}
