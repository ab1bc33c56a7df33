package com.auraconnect.orders.tenancy;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.support.TransactionSynchronizationManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class TenancyTests {

	@AfterEach
	void endTransaction() {
		TransactionSynchronizationManager.setActualTransactionActive(false);
	}

	@Test
	void whatNobodyHasSpokenForIsNobodys() {
		assertThat(Tenancy.current()).isEqualTo(Tenancy.none());
	}

	@Test
	void itHoldsUntilTheWorkIsDone() {
		Tenancy.of(1).run(() -> assertThat(Tenancy.current()).isEqualTo(Tenancy.of(1)));
		assertThat(Tenancy.current()).isEqualTo(Tenancy.none());
	}

	@Test
	void itBecomesNarrowerAndWideAgain() {
		Tenancy.everyTenant().run(() -> {
			assertThat(Tenancy.of(1).<Tenancy, RuntimeException>call(Tenancy::current)).isEqualTo(Tenancy.of(1));
			assertThat(Tenancy.of(2).<Tenancy, RuntimeException>call(Tenancy::current)).isEqualTo(Tenancy.of(2));
			assertThat(Tenancy.current()).isEqualTo(Tenancy.everyTenant());
		});
	}

	@Test
	void itNeverBecomesAnotherTenantsNorWider() {
		Tenancy.of(1).run(() -> {
			Tenancy.of(1).run(() -> assertThat(Tenancy.current()).isEqualTo(Tenancy.of(1)));
			assertRefused(Tenancy.of(2), "What is done for tenant 1 cannot be for tenant 2");
			assertRefused(Tenancy.everyTenant(), "What is done for tenant 1 cannot be for every tenant");
			assertRefused(Tenancy.none(), "What is done for tenant 1 cannot be for no tenant");
		});
	}

	@Test
	void itDoesNotChangeInATransaction() {
		TransactionSynchronizationManager.setActualTransactionActive(true);
		assertRefused(Tenancy.of(1), "What is begun for no tenant cannot go on for tenant 1");

		TransactionSynchronizationManager.setActualTransactionActive(false);
		Tenancy.everyTenant().run(() -> {
			TransactionSynchronizationManager.setActualTransactionActive(true);
			Tenancy.everyTenant().run(() -> assertThat(Tenancy.current()).isEqualTo(Tenancy.everyTenant()));
			assertRefused(Tenancy.of(1), "What is begun for every tenant cannot go on for tenant 1");
		});
	}

	@Test
	void anotherThreadHasToBeTold() {
		Tenancy.of(1)
			.run(() -> assertThat(CompletableFuture.supplyAsync(Tenancy::current, Thread::startVirtualThread).join())
				.isEqualTo(Tenancy.none()));
	}

	private static void assertRefused(Tenancy tenancy, String message) {
		assertThatIllegalStateException().isThrownBy(() -> tenancy.run(() -> {
			throw new AssertionError("is done");
		})).withMessage(message);
	}

}
