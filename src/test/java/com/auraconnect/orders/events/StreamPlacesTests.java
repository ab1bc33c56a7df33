package com.auraconnect.orders.events;

import java.time.Duration;
import java.util.stream.IntStream;

import com.auraconnect.orders.events.StreamPlaces.Owner;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StreamPlacesTests {

	private static final int OF_A_REPLICA = 10;

	private static final int OF_A_TENANT = 6;

	private static final int OF_A_CALLER = 4;

	private final StreamPlaces places = new StreamPlaces(
			new StreamSettings(OF_A_REPLICA, OF_A_TENANT, OF_A_CALLER, 1, DataSize.ofBytes(1), 1, DataSize.ofBytes(1),
					1, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));

	@Test
	void oneCallerLeavesPlacesToOthersOfItsTenant() {
		take(new Owner(1, "display"), OF_A_CALLER);
		assertThat(refusal(new Owner(1, "display"))).isEqualTo(TooManyStreams.Bound.CALLER);
		take(new Owner(1, "other"), 1);
		take(new Owner(2, "display"), OF_A_CALLER);
	}

	@Test
	void oneTenantLeavesPlacesToOthers() {
		take(new Owner(1, "one"), OF_A_CALLER);
		take(new Owner(1, "two"), OF_A_TENANT - OF_A_CALLER);
		assertThat(refusal(new Owner(1, "three"))).isEqualTo(TooManyStreams.Bound.TENANT);
		take(new Owner(2, "one"), OF_A_CALLER);
		assertThat(refusal(new Owner(3, "one"))).isEqualTo(TooManyStreams.Bound.REPLICA);
	}

	@Test
	void whatIsGivenBackCanBeTakenAgain() {
		var owner = new Owner(1, "display");
		take(owner, OF_A_CALLER);
		this.places.giveBack(owner);
		assertThat(this.places.taken()).isEqualTo(OF_A_CALLER - 1);
		take(owner, 1);
		assertThat(refusal(owner)).isEqualTo(TooManyStreams.Bound.CALLER);
		IntStream.range(0, OF_A_CALLER).forEach((i) -> this.places.giveBack(owner));
		assertThat(this.places.taken()).isZero();
	}

	private void take(Owner owner, int count) {
		IntStream.range(0, count).forEach((i) -> this.places.take(owner));
	}

	private TooManyStreams.Bound refusal(Owner owner) {
		return catchThrowableOfType(TooManyStreams.class, () -> this.places.take(owner)).bound();
	}

}
