package com.auraconnect.orders.feed;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bounds of the memory of streams, whatever the number of feeds and the speed of readers.
 */
class StreamMemoryTests {

	private static final int EVENT = 10_000;

	private static final int LIMIT = 1_000_000;

	private static final int PIECE = 32_000;

	private final SseFrameMemory memory = new SseFrameMemory(LIMIT);

	private final FeedTail feed = feed();

	private FeedTail feed() {
		return new FeedTail(0, 512, this.memory, PIECE);
	}

	private static SseFrame frame(long sequence) {
		return new SseFrame(sequence, new byte[EVENT]);
	}

	@Test
	void allFeedsTogetherStayWithinTheMemoryLimit() throws InterruptedException {
		List<FeedTail> feeds = IntStream.range(0, 490).mapToObj((i) -> feed()).toList();
		for (int round = 1; round <= 10; round++) {
			int sequence = round;
			feeds.forEach((feed) -> feed.append(frame(sequence)));
		}
		assertThat(this.memory.bytes()).isLessThanOrEqualTo(LIMIT);
		assertThat(feeds.getFirst().after(0, Duration.ZERO)).as("the oldest is evicted").isEmpty();
		assertThat(feeds.getLast().after(9, Duration.ZERO)).as("the newest is there")
			.hasValueSatisfying((frames) -> assertThat(frames).singleElement().isEqualTo(frames.getFirst()));
		assertThat(feeds.getFirst().last()).isEqualTo(10);
	}

	@Test
	void aReaderGetsAPieceAtATimeAndNothingTwice() throws InterruptedException {
		IntStream.rangeClosed(1, 10).forEach((i) -> this.feed.append(frame(i)));
		assertThat(sequences(0)).containsExactly(1L, 2L, 3L);
		assertThat(sequences(3)).containsExactly(4L, 5L, 6L);
		assertThat(sequences(9)).containsExactly(10L);
	}

	@Test
	void anEventThatIsLargerThanAPieceIsReadAlone() throws InterruptedException {
		this.feed.append(new SseFrame(1, new byte[PIECE * 2]));
		this.feed.append(frame(2));
		assertThat(sequences(0)).containsExactly(1L);
		assertThat(sequences(1)).containsExactly(2L);
	}

	@Test
	void evictingEventsFromBeforeARestartKeepsTheEventsAfterIt() throws InterruptedException {
		IntStream.rangeClosed(1, 5).forEach((i) -> this.feed.append(frame(i)));
		this.feed.restart(2);
		this.feed.append(frame(3));
		var others = feed();
		IntStream.rangeClosed(1, 95).forEach((i) -> others.append(frame(i)));
		assertThat(sequences(2)).containsExactly(3L);
	}

	private List<Long> sequences(long after) throws InterruptedException {
		return this.feed.after(after, Duration.ZERO).orElseThrow().stream().map(SseFrame::sequence).toList();
	}

}
