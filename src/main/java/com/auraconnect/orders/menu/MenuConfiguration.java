package com.auraconnect.orders.menu;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the cache of menu items and the purge of the stored ones. */
@Configuration(proxyBeanMethods = false)
class MenuConfiguration {

	@Bean
	Cache<ItemKey, CachedMenuItem> menuItems(MenuSettings settings) {
		return Caffeine.newBuilder().maximumSize(settings.items()).expireAfterWrite(settings.usable()).build();
	}

	@Bean
	RecurringTask<Void> purgeMenuAnswers(MenuSnapshotRepository answers, MenuSettings settings) {
		return Tasks.recurring("purge-menu-answers", FixedDelay.of(settings.purgeInterval()))
			.execute((_, _) -> answers.purge());
	}

}
