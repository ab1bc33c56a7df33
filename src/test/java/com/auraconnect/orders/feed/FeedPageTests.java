package com.auraconnect.orders.feed;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FeedPageTests {

	@Test
	void aPageHasAGapOnlyBeforeTheOldestEvent() {
		var page = new FeedPage(List.of(), 5, 9);
		assertThat(page.hasGapAfter(0)).isTrue();
		assertThat(page.hasGapAfter(3)).isTrue();
		assertThat(page.hasGapAfter(4)).isFalse();
		assertThat(page.hasGapAfter(9)).isFalse();
		assertThat(page.hasGapAfter(Long.MAX_VALUE)).isFalse();
	}

}
