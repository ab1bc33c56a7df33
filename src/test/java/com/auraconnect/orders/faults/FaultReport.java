package com.auraconnect.orders.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.json.JsonMapper;

/** The result of some seeds, as a page for people, as JSON and as a picture. */
record FaultReport(List<Run> runs) {

	private static final Path DIRECTORY = Path.of("target", "faults");

	/** Findings in full; of the others the number is told. */
	private static final int MOST_FINDINGS = 100;

	/**
	 * The recoveries of one label.
	 *
	 * @param count number of injections
	 */
	private record Row(String label, long count, Duration unavailability, Duration recovery, long failures) {

		static Row of(String label, List<Recovery> recoveries) {
			return new Row(label, recoveries.size(), longest(recoveries, Recovery::unavailability),
					longest(recoveries, Recovery::recovery), recoveries.stream().mapToLong(Recovery::failures).sum());
		}

		private static Duration longest(List<Recovery> recoveries, Function<Recovery, Duration> time) {
			return recoveries.stream().map(time).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
		}

	}

	/** Writes report.md, report.json and throughput.svg under target/faults. */
	void write() {
		try {
			Files.createDirectories(DIRECTORY);
			Files.writeString(DIRECTORY.resolve("report.md"), markdown());
			Files.writeString(DIRECTORY.resolve("report.json"),
					new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json()));
			Files.writeString(DIRECTORY.resolve("throughput.svg"), new ThroughputChart(this.runs.getLast()).svg());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	List<Finding> findings() {
		return this.runs.stream().flatMap((run) -> run.findings().stream()).toList();
	}

	boolean hasFindings() {
		return !findings().isEmpty();
	}

	/** Faults with a companion are in a row of their own. */
	private List<Row> rows() {
		var recoveries = this.runs.stream()
			.flatMap((run) -> Recovery.of(run).stream())
			.collect(Collectors.groupingBy(
					(recovery) -> recovery.label().contains("+") ? "two at once" : recovery.label(), TreeMap::new,
					Collectors.toList()));
		return recoveries.entrySet().stream().map((entry) -> Row.of(entry.getKey(), entry.getValue())).toList();
	}

	/** Number of times that each fault was injected, alone or with another. */
	private Map<String, Long> counts() {
		return this.runs.stream()
			.flatMap((run) -> run.injected().stream())
			.flatMap((injected) -> injected.injection().faults().stream())
			.collect(Collectors.groupingBy(Fault::label, TreeMap::new, Collectors.counting()));
	}

	private long sum(Function<Run, Number> figure) {
		return this.runs.stream().mapToLong((run) -> figure.apply(run).longValue()).sum();
	}

	private long damage(Finding.Kind kind) {
		return sum((run) -> run.damage().getOrDefault(kind, 0L));
	}

	String markdown() {
		var text = new StringBuilder("# Faults\n\n| figure | value |\n| --- | ---: |\n");
		summary().forEach((name, value) -> text.append("| %s | %s |%n".formatted(name, value)));
		text.append("\n| fault | times alone | longest unavailability ms | longest recovery ms | failed requests |\n");
		text.append("| --- | ---: | ---: | ---: | ---: |\n");
		rows().forEach((row) -> text.append("| %s | %d | %d | %d | %d |%n".formatted(row.label(), row.count(),
				row.unavailability().toMillis(), row.recovery().toMillis(), row.failures())));
		text.append("\nInjected, alone or with another: ");
		text.append(counts().entrySet()
			.stream()
			.map((count) -> count.getKey() + " " + count.getValue())
			.collect(Collectors.joining(", ")));
		text.append("\n\n![Throughput](throughput.svg)\n\n## Findings\n\n");
		this.runs.forEach((run) -> run.findings()
			.stream()
			.limit(MOST_FINDINGS)
			.forEach((finding) -> text.append("- seed %d, %s%n".formatted(run.schedule().seed(), finding))));
		text.append("\n## Schedules\n\n");
		this.runs
			.forEach((run) -> text.append("    %s%n%n".formatted(run.schedule().toString().replace("\n", "\n    "))));
		return text.toString();
	}

	private Map<String, Object> summary() {
		Map<String, Object> figures = new LinkedHashMap<>();
		figures.put("seeds", this.runs.stream().map((run) -> run.schedule().seed()).toList());
		figures.put("seconds of load", sum((run) -> run.load().toSeconds()));
		figures.put("requests", sum((run) -> run.operations().size()));
		figures.put("acknowledged", sum(Run::acknowledged));
		figures.put("writes of unknown outcome", sum(Run::unknown));
		figures.put("faults", sum(
				(run) -> run.injected().stream().mapToInt((injected) -> injected.injection().faults().size()).sum()));
		Arrays.stream(Finding.Kind.values()).forEach((kind) -> figures.put(kind.label(), damage(kind)));
		return figures;
	}

	private Map<String, Object> json() {
		Map<String, Object> report = new LinkedHashMap<>(summary());
		report.put("faults_by_kind", counts());
		report.put("recoveries", rows().stream().map((row) -> {
			Map<String, Object> fields = new LinkedHashMap<>();
			fields.put("fault", row.label());
			fields.put("count", row.count());
			fields.put("longest_unavailability_ms", row.unavailability().toMillis());
			fields.put("longest_recovery_ms", row.recovery().toMillis());
			fields.put("failed_requests", row.failures());
			return fields;
		}).toList());
		report.put("findings", findings().stream().limit(MOST_FINDINGS).map(Finding::toString).toList());
		return report;
	}

}
