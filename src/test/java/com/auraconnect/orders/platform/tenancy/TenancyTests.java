package com.auraconnect.orders.platform.tenancy;

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
	void workWithoutATenancyHasNoTenant() {
		assertThat(Tenancy.current()).isEqualTo(Tenancy.none());
	}

	@Test
	void aTenancyLastsUntilTheWorkIsDone() {
		Tenancy.of(1).run(() -> assertThat(Tenancy.current()).isEqualTo(Tenancy.of(1)));
		assertThat(Tenancy.current()).isEqualTo(Tenancy.none());
	}

	@Test
	void nestedWorkNarrowsTheTenancyAndRestoresIt() {
		Tenancy.everyTenant().run(() -> {
			assertThat(Tenancy.of(1).<Tenancy, RuntimeException>call(Tenancy::current)).isEqualTo(Tenancy.of(1));
			assertThat(Tenancy.of(2).<Tenancy, RuntimeException>call(Tenancy::current)).isEqualTo(Tenancy.of(2));
			assertThat(Tenancy.current()).isEqualTo(Tenancy.everyTenant());
		});
	}

	@Test
	void aTenantsWorkCannotSwitchToAnotherTenantOrWiden() {
		Tenancy.of(1).run(() -> {
			Tenancy.of(1).run(() -> assertThat(Tenancy.current()).isEqualTo(Tenancy.of(1)));
			assertRefused(Tenancy.of(2), "Work for tenant 1 cannot switch to tenant 2");
			assertRefused(Tenancy.everyTenant(), "Work for tenant 1 cannot switch to every tenant");
			assertRefused(Tenancy.none(), "Work for tenant 1 cannot switch to no tenant");
		});
	}

	@Test
	void aTenancyCannotChangeWithinATransaction() {
		TransactionSynchronizationManager.setActualTransactionActive(true);
		assertRefused(Tenancy.of(1), "A transaction for no tenant cannot continue for tenant 1");

		TransactionSynchronizationManager.setActualTransactionActive(false);
		Tenancy.everyTenant().run(() -> {
			TransactionSynchronizationManager.setActualTransactionActive(true);
			Tenancy.everyTenant().run(() -> assertThat(Tenancy.current()).isEqualTo(Tenancy.everyTenant()));
			assertRefused(Tenancy.of(1), "A transaction for every tenant cannot continue for tenant 1");
		});
	}

	@Test
	void anotherThreadDoesNotInheritTheTenancy() {
		Tenancy.of(1)
			.run(() -> assertThat(CompletableFuture.supplyAsync(Tenancy::current, Thread::startVirtualThread).join())
				.isEqualTo(Tenancy.none()));
	}

	private static void assertRefused(Tenancy tenancy, String message) {
		assertThatIllegalStateException().isThrownBy(() -> tenancy.run(() -> {
			throw new AssertionError("the work was run");
		})).withMessage(message);
	}

}
