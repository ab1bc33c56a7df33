package com.auraconnect.orders.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/configuration.md is what the code and application.yml say. */
class ConfigurationDocTests {

	private static final Path DOCUMENT = Path.of("docs", "configuration.md");

	private static final String OWN = "## The service's settings\n";

	private static final String LIBRARIES = "\n## Settings of its libraries\n";

	private final ConfigurationDoc configuration = new ConfigurationDoc();

	@Test
	void everySettingHasADefaultAndAMeaning() {
		assertThat(this.configuration.unset()).isEmpty();
		assertThat(this.configuration.unexplained()).isEmpty();
	}

	@Test
	void theDocumentIsUpToDate() throws IOException {
		var document = Files.readString(DOCUMENT);
		assertThat(document).contains(OWN, LIBRARIES);
		var written = document.substring(0, document.indexOf(OWN)) + OWN + this.configuration.ownSettings() + LIBRARIES
				+ this.configuration.settingsOfLibraries();
		if (Boolean.getBoolean("configuration.write")) {
			Files.writeString(DOCUMENT, written);
		}
		assertThat(written)
			.as("%s is out of date: run ./mvnw test -Dtest=ConfigurationDocTests -Dconfiguration.write=true", DOCUMENT)
			.isEqualTo(Files.readString(DOCUMENT));
	}

}
