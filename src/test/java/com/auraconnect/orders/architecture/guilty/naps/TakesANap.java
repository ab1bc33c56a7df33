package com.auraconnect.orders.architecture.guilty.naps;

import java.time.Duration;

/** Hopes that a while is long enough. */
public class TakesANap {

	public void hopeForTheBest() throws InterruptedException {
		Thread.sleep(Duration.ofMillis(100));
	}

}
