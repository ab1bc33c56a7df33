package com.auraconnect.orders.feed;

import java.time.Duration;
import java.util.stream.IntStream;

import com.auraconnect.orders.feed.StreamLimit.Owner;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class StreamLimitTests {

	private static final int REPLICA_LIMIT = 10;

	private static final int TENANT_LIMIT = 6;

	private static final int CALLER_LIMIT = 4;

	private final StreamLimit places = new StreamLimit(
			new StreamSettings(REPLICA_LIMIT, TENANT_LIMIT, CALLER_LIMIT, 1, DataSize.ofBytes(1), 1,
					DataSize.ofBytes(1), 1, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));

	@Test
	void aCallerCannotTakeAllPlacesOfItsTenant() {
		take(new Owner(1, "display"), CALLER_LIMIT);
		assertThat(refusal(new Owner(1, "display"))).isEqualTo(TooManyStreams.Bound.CALLER);
		take(new Owner(1, "other"), 1);
		take(new Owner(2, "display"), CALLER_LIMIT);
	}

	@Test
	void aTenantCannotTakeAllPlacesOfTheReplica() {
		take(new Owner(1, "one"), CALLER_LIMIT);
		take(new Owner(1, "two"), TENANT_LIMIT - CALLER_LIMIT);
		assertThat(refusal(new Owner(1, "three"))).isEqualTo(TooManyStreams.Bound.TENANT);
		take(new Owner(2, "one"), CALLER_LIMIT);
		assertThat(refusal(new Owner(3, "one"))).isEqualTo(TooManyStreams.Bound.REPLICA);
	}

	@Test
	void aReturnedPlaceCanBeTakenAgain() {
		var owner = new Owner(1, "display");
		take(owner, CALLER_LIMIT);
		this.places.giveBack(owner);
		assertThat(this.places.taken()).isEqualTo(CALLER_LIMIT - 1);
		take(owner, 1);
		assertThat(refusal(owner)).isEqualTo(TooManyStreams.Bound.CALLER);
		IntStream.range(0, CALLER_LIMIT).forEach((i) -> this.places.giveBack(owner));
		assertThat(this.places.taken()).isZero();
	}

	private void take(Owner owner, int count) {
		IntStream.range(0, count).forEach((i) -> this.places.take(owner));
	}

	private TooManyStreams.Bound refusal(Owner owner) {
		return catchThrowableOfType(TooManyStreams.class, () -> this.places.take(owner)).bound();
	}

}
