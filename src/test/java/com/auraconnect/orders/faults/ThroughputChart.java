package com.auraconnect.orders.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Acknowledged and failed requests a second of one run, with its faults marked. */
record ThroughputChart(Run run) {

	private static final int WIDTH = 1000;

	private static final int HEIGHT = 300;

	/** Height of the labels of the faults, which stand above the curve. */
	private static final int LABELS = 130;

	String svg() {
		int seconds = (int) this.run.load().toSeconds() + 1;
		var acknowledged = new int[seconds];
		var failed = new int[seconds];
		for (var operation : this.run.operations()) {
			int second = (int) Math.min(operation.end().toSeconds(), seconds - 1L);
			if (operation.isAcknowledged()) {
				acknowledged[second]++;
			}
			else if (operation.isFailure()) {
				failed[second]++;
			}
		}
		int most = Math.max(1, Arrays.stream(acknowledged).max().orElse(1));
		return """
				<svg xmlns="http://www.w3.org/2000/svg" viewBox="-50 0 %d %d" font-family="sans-serif" font-size="11">
				<rect x="-50" width="%d" height="%d" fill="white"/>
				%s
				<polyline fill="none" stroke="#1a7f37" stroke-width="1.5" points="%s"/>
				<polyline fill="none" stroke="#cf222e" points="%s"/>
				<text x="-45" y="%d">%d/s</text><text x="-45" y="%d">0</text>
				<text x="0" y="%d">seed %d, %d s: acknowledged (green) and failed (red) requests a second, faults (grey)</text>
				</svg>
				"""
			.formatted(WIDTH + 60, LABELS + HEIGHT + 30, WIDTH + 60, LABELS + HEIGHT + 30, faults(),
					points(acknowledged, most), points(failed, most), LABELS + 10, most, LABELS + HEIGHT,
					LABELS + HEIGHT + 20, this.run.schedule().seed(), seconds);
	}

	private String points(int[] counts, int most) {
		return IntStream.range(0, counts.length)
			.mapToObj((second) -> "%d,%d".formatted(x(Duration.ofSeconds(second)),
					LABELS + HEIGHT - counts[second] * HEIGHT / most))
			.collect(Collectors.joining(" "));
	}

	private String faults() {
		return this.run.injected().stream().map((injected) -> {
			int x = x(injected.start());
			return """
					<rect x="%d" y="%d" width="%d" height="%d" fill="#d0d7de" fill-opacity="0.6"/>
					<text transform="translate(%d %d) rotate(-35)">%s</text>
					""".formatted(x, LABELS, Math.max(2, x(injected.end()) - x), HEIGHT, x, LABELS - 4,
					injected.injection().label());
		}).collect(Collectors.joining());
	}

	private int x(Duration time) {
		return (int) (time.toMillis() * WIDTH / (this.run.load().toMillis() + 1));
	}

}
