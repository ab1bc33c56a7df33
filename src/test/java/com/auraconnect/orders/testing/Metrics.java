package com.auraconnect.orders.testing;

import java.util.List;
import java.util.stream.Stream;

/**
 * One scrape of a replica's {@code /actuator/prometheus}.
 *
 * @param text in the Prometheus text format
 */
public record Metrics(String text) {

	/**
	 * The sum over all samples of that name that carry these labels; 0 if there are none.
	 * @param labels each as {@code name="value"}
	 */
	public double sum(String name, String... labels) {
		return samples(name, labels).mapToDouble(Metrics::value).sum();
	}

	/**
	 * The value of the one sample of that name that carries these labels.
	 * @throws AssertionError if there is not exactly one
	 */
	public double value(String name, String... labels) {
		List<String> samples = samples(name, labels).toList();
		if (samples.size() != 1) {
			throw new AssertionError("%d samples of %s%s".formatted(samples.size(), name, List.of(labels)));
		}
		return value(samples.getFirst());
	}

	/** The lines of all samples of that name that carry these labels. */
	public Stream<String> samples(String name, String... labels) {
		return this.text.lines()
			.filter((line) -> line.startsWith(name + " ") || line.startsWith(name + "{"))
			.filter((line) -> Stream.of(labels).allMatch(line::contains));
	}

	private static double value(String sample) {
		return Double.parseDouble(sample.substring(sample.lastIndexOf(' ')));
	}

}
