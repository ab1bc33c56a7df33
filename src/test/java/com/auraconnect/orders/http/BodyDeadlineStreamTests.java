package com.auraconnect.orders.http;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BodyDeadlineStreamTests {

	private static final int KILOBYTE = 1024;

	private static final DataSize LIMIT = DataSize.ofKilobytes(64);

	/** Memory for one body of the largest size. */
	private final BodyMemoryLimit room = new BodyMemoryLimit(TestWebSettings.withRoom(LIMIT, Duration.ZERO));

	private final Counted sent = new Counted();

	@Test
	void aBodyWithATooLargeDeclaredLengthIsNotRead() {
		assertThatExceptionOfType(BodyTooLarge.class).isThrownBy(() -> body(64 * KILOBYTE + 1).readAllBytes());
		assertThat(this.sent.count).isZero();
	}

	@Test
	void aTooLargeBodyOfUnknownLengthIsReadUpToTheLimit() {
		assertThatExceptionOfType(BodyTooLarge.class).isThrownBy(() -> body(-1).readAllBytes());
		assertThat(this.sent.count).isBetween(64 * KILOBYTE, 64 * KILOBYTE + 16 * KILOBYTE);
	}

	@Test
	void aLargeBodyIsNotReadWithoutPermits() throws IOException {
		var first = this.room.share(BodySize.SINGLE);
		first.require(LIMIT.toBytes());

		assertThatExceptionOfType(NoRoomForBody.class).isThrownBy(() -> body(17 * KILOBYTE).readNBytes(17 * KILOBYTE));
		assertThat(this.sent.count).isZero();
		assertThat(body(16 * KILOBYTE).readNBytes(16 * KILOBYTE)).hasSize(16 * KILOBYTE);
		first.close();
		assertThat(body(17 * KILOBYTE).readNBytes(17 * KILOBYTE)).hasSize(17 * KILOBYTE);
	}

	@Test
	void aLargeBodyOfUnknownLengthNeedsPermitsForTheLimit() throws IOException {
		var first = this.room.share(BodySize.SINGLE);
		first.require(17 * KILOBYTE);

		assertThat(body(-1).readNBytes(16 * KILOBYTE)).hasSize(16 * KILOBYTE);
		assertThatExceptionOfType(NoRoomForBody.class).isThrownBy(() -> body(-1).readNBytes(17 * KILOBYTE));
	}

	@Test
	void discardedBytesHaveNoSizeLimit() {
		var body = body(-1);
		for (int i = 0; i < 100; i++) {
			assertThat(body.readUnlimited(new byte[KILOBYTE], 0, KILOBYTE)).isEqualTo(KILOBYTE);
		}
	}

	private BodyDeadlineStream body(long announced) {
		return new BodyDeadlineStream(this.sent.stream(), announced, LIMIT, this.room.share(BodySize.SINGLE),
				Duration.ofSeconds(20));
	}

	/** Endless white space. */
	private static final class Counted extends InputStream {

		private int count;

		ServletInputStream stream() {
			return new DelegatingServletInputStream(this);
		}

		@Override
		public int read() {
			this.count++;
			return ' ';
		}

	}

}
