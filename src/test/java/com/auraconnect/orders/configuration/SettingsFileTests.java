package com.auraconnect.orders.configuration;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsFileTests {

	@Test
	void settingsHaveTheirCommentsAndGroupsToo() {
		var file = new SettingsFile("""
				# of the file

				orders:
				  # of the group
				  events:                       # and its line
				    keep: 7d                    # for replay
				    url: ${A_URL:}
				    size: 26KB                  # a little more
				                                # than needed
				    lists:                      # of names
				      - first                   # the first one
				      # the second one
				      - second
				  plain.name: { a: b }
				""");

		assertThat(file.comment("orders")).isEmpty();
		assertThat(file.comment("orders.events")).isEqualTo("of the group and its line");
		assertThat(file.settings()).containsExactlyInAnyOrderEntriesOf(
				Map.of("orders.events.keep", new SettingsFile.Setting("7d", "for replay"), "orders.events.url",
						new SettingsFile.Setting("${A_URL:}", ""), "orders.events.size",
						new SettingsFile.Setting("26KB", "a little more than needed"), "orders.events.lists",
						new SettingsFile.Setting("first, second", "of names the first one the second one"),
						"orders.plain.name", new SettingsFile.Setting("{ a: b }", "")));
	}

}
