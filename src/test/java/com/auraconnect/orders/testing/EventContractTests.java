package com.auraconnect.orders.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EventContractTests {

	private static final Path EXAMPLES = Path.of("src", "test", "resources", "openapi", "examples", "events.json");

	private final EventContract contract = EventContract.ofFile();

	private final ObjectNode created = example(0);

	private final ObjectNode paymentChanged = example(1);

	EventContractTests() throws IOException {
	}

	@Test
	void itTakesWhatIsDescribed() {
		assertThat(faults(this.created)).isEmpty();
		assertThat(faults(this.paymentChanged)).isEmpty();
	}

	@Test
	void itRefusesATypeThatIsNotDescribed() {
		assertThat(faults(this.created.put("event_type", "order.eaten")))
			.containsExactly("there is no type order.eaten");
	}

	@Test
	void itRefusesAFieldThatIsNotDescribed() {
		assertThat(faults(this.created.deepCopy().put("color", "red"))).isNotEmpty();
		data(this.created).put("color", "red");
		assertThat(faults(this.created)).isNotEmpty();
	}

	@Test
	void itRefusesAnItemWithAFieldThatIsNotDescribed() {
		((ObjectNode) this.created.at("/data/items/0")).put("color", "red");

		assertThat(faults(this.created)).isNotEmpty();
	}

	@Test
	void itRefusesAFieldThatIsNotThereOrNotOfItsType() {
		assertThat(faults(this.created.deepCopy().put("sequence", 0))).isNotEmpty();
		assertThat(faults(this.created.deepCopy().remove(List.of("order_version")))).isNotEmpty();
		data(this.paymentChanged).put("payment_status", "rich");
		assertThat(faults(this.paymentChanged)).isNotEmpty();
	}

	@Test
	void itRefusesAMessageThatIsTooLarge() {
		((ObjectNode) this.created.at("/data/items/0")).put("special_instructions", "x".repeat(16 * 1024));

		assertThat(faults(this.created)).containsExactly("it is larger than 16 KiB");
	}

	private static ObjectNode data(ObjectNode event) {
		return (ObjectNode) event.required("data");
	}

	private List<String> faults(JsonNode event) {
		return this.contract.faults(event.toString());
	}

	private static ObjectNode example(int index) throws IOException {
		return (ObjectNode) new JsonMapper().readTree(Files.readString(EXAMPLES)).at("/data/" + index);
	}

}
