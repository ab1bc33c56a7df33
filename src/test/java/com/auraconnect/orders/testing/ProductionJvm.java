package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The JVM's options in the shipped container, read from the Dockerfile. What a JVM finds
 * out about its container is said instead: 512 MB, for which it chooses the serial
 * collector.
 */
public final class ProductionJvm {

	private static final Path DOCKERFILE = Path.of("Dockerfile");

	private static final String ENTRYPOINT = "ENTRYPOINT ";

	/** {@link ServiceProcess} starts replicas with C1 alone otherwise. */
	private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

	private ProductionJvm() {
	}

	/** For {@link ServiceProcess}. */
	public static String[] options() {
		try (var lines = Files.lines(DOCKERFILE)) {
			String entrypoint = lines.filter((line) -> line.startsWith(ENTRYPOINT))
				.reduce((_, last) -> last)
				.orElseThrow();
			List<String> options = new ArrayList<>(List.of("-XX:MaxRAM=512m", "-XX:+UseSerialGC", BOTH_COMPILERS));
			for (String option : new JsonMapper().readValue(entrypoint.substring(ENTRYPOINT.length()),
					String[].class)) {
				if (option.startsWith("-X")) {
					options.add(option);
				}
			}
			return options.toArray(String[]::new);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
