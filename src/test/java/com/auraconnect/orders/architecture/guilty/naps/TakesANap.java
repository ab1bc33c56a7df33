package com.auraconnect.orders.architecture.guilty.naps;

import java.time.Duration;

/** Sleeps instead of waiting for a condition. */
public class TakesANap {

	public void hopeForTheBest() throws InterruptedException {
		Thread.sleep(Duration.ofMillis(100));
	}

}
