package com.auraconnect.orders.http;

import java.time.Duration;

import org.springframework.util.unit.DataSize;

/** Settings of the web layer as in application.yml, with other limits on bodies. */
public final class TestWebSettings {

	private TestWebSettings() {
	}

	public static WebSettings withBodies(DataSize single, DataSize batch) {
		return with(single, batch, DataSize.ofMegabytes(1), Duration.ofSeconds(2));
	}

	/** Sets the limit of single orders to the memory for all of them. */
	static WebSettings withRoom(DataSize room, Duration patience) {
		return with(room, DataSize.ofMegabytes(4), room, patience);
	}

	private static WebSettings with(DataSize single, DataSize batch, DataSize room, Duration patience) {
		return new WebSettings(DataSize.ofKilobytes(8), DataSize.ofKilobytes(16), single, batch, 20_000, 200_000,
				DataSize.ofKilobytes(16), room, DataSize.ofMegabytes(4), patience, DataSize.ofMegabytes(16), 64,
				Duration.ofSeconds(20), 256, 16, Duration.ofMillis(100), DataSize.ofKilobytes(2),
				DataSize.ofKilobytes(4), Duration.ZERO);
	}

}
