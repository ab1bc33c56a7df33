package com.auraconnect.orders.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The JVM's options in the shipped container, read from the Dockerfile. The values that a
 * JVM detects in its container are options here: 512 MB, and the serial collector that it
 * chooses for them.
 */
public final class ProductionJvm {

	private static final Path DOCKERFILE = Path.of("Dockerfile");

	private static final String ENTRYPOINT = "ENTRYPOINT ";

	/** Overrides {@link ServiceProcess}, which starts replicas with C1 alone. */
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
