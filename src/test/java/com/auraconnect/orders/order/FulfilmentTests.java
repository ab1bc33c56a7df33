package com.auraconnect.orders.order;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.auraconnect.orders.order.Fulfilment.Address;
import com.auraconnect.orders.order.Fulfilment.AddressPatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Guest and fulfilment: what belongs to which type of order, and merge patches. */
class FulfilmentTests {

	private static final Address HOME = new Address("1 Main St", null, "Springfield", "12345", null, "US");

	private static final AddressPatch NO_CHANGE = new AddressPatch(null, null, null, null, null, null);

	@ParameterizedTest
	@EnumSource
	void onlyADeliveryHasAnAddress(OrderType type) {
		assertThat(faults(new Fulfilment(HOME, "ring twice", null), type))
			.isEqualTo((type == OrderType.DELIVERY) ? List.of() : List.of("fulfilment.address is for deliveries only"));
	}

	@ParameterizedTest
	@EnumSource
	void aVehicleComesToOrdersThatAreCollected(OrderType type) {
		assertThat(faults(new Fulfilment(null, null, "red car"), type)).hasSize(switch (type) {
			case TAKEOUT, ONLINE, DRIVE_THRU -> 0;
			case DINE_IN, DELIVERY -> 1;
		});
	}

	@Test
	void anAddressIsComplete() {
		var incomplete = new Fulfilment(new Address(null, "4b", null, null, "NY", "US"), null, "car");

		assertThat(faults(incomplete, OrderType.DELIVERY)).containsExactly("fulfilment.address.street must be given",
				"fulfilment.address.city must be given", "fulfilment.address.postal_code must be given",
				"fulfilment.vehicle is for takeout, online and drive_thru orders only");
		assertThat(faults(incomplete, null)).hasSize(3);
	}

	@Test
	void aPatchChangesWhatItNames() {
		var before = new Fulfilment(HOME, "ring twice", null);
		var unit = new AddressPatch(null, Optional.of("4b"), null, null, null, Optional.empty());

		assertThat(new Fulfilment.Patch(Optional.of(unit), null, null).applyTo(before)).isEqualTo(
				new Fulfilment(new Address("1 Main St", "4b", "Springfield", "12345", null, null), "ring twice", null));
		assertThat(new Fulfilment.Patch(Optional.of(NO_CHANGE), null, null).applyTo(before)).isEqualTo(before);
		assertThat(new Fulfilment.Patch(Optional.empty(), null, null).applyTo(before))
			.isEqualTo(new Fulfilment(null, "ring twice", null));
		assertThat(new Fulfilment.Patch(Optional.empty(), Optional.empty(), null).applyTo(before)).isNull();
		assertThat(new Fulfilment.Patch(null, null, null).applyTo(null)).isNull();
	}

	@Test
	void aGuestOfWhomNothingIsKnownIsNone() {
		var ada = new Guest("Ada", "+1 555 0100");

		assertThat(new Guest.Patch(null, Optional.empty()).applyTo(ada)).isEqualTo(new Guest("Ada", null));
		assertThat(new Guest.Patch(Optional.empty(), Optional.empty()).applyTo(ada)).isNull();
		assertThat(new Guest.Patch(null, null).applyTo(null)).isNull();
	}

	/** Logs must not contain personal data. */
	@Test
	void textsForLogsNameNoPerson() {
		var details = OrderDetails.of("web", null, new Guest("Ada", "555"), new Fulfilment(HOME, "ring", "car"));

		assertThat(List.of(details, details.guest(), details.fulfilment(), HOME).toString()).doesNotContain("Ada",
				"555", "Main", "ring", "car");
	}

	private static List<String> faults(Fulfilment fulfilment, @Nullable OrderType type) {
		var faults = new ArrayList<String>();
		fulfilment.check(type, (field, message) -> faults.add(field + " " + message));
		return faults;
	}

}
