package com.auraconnect.orders.architecture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.auraconnect.orders.OrdersApplication;
import com.auraconnect.orders.architecture.guilty.clock.LooksAtTheWall;
import com.auraconnect.orders.architecture.guilty.clock.WritesADate;
import com.auraconnect.orders.architecture.guilty.cycle.kitchen.Cook;
import com.auraconnect.orders.architecture.guilty.cycle.till.Cashier;
import com.auraconnect.orders.architecture.guilty.naps.TakesANap;
import com.auraconnect.orders.architecture.guilty.order.CountsItself;
import com.auraconnect.orders.architecture.guilty.order.MovesUnasked;
import com.auraconnect.orders.architecture.guilty.order.SpeaksHttp;
import com.auraconnect.orders.architecture.guilty.pricing.PriceBean;
import com.auraconnect.orders.architecture.guilty.saga.HoldsAConnection;
import com.auraconnect.orders.architecture.guilty.tenancy.LooksAtEverybody;
import com.auraconnect.orders.architecture.guilty.web.ShortcutController;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Checks the service against the rules, and each rule against samples: it must report the
 * class that breaks it, and no other.
 */
class ArchitectureTests {

	private static final String SERVICE = OrdersApplication.class.getPackageName();

	private static final String GUILTY = "com.auraconnect.orders.architecture.guilty";

	private static final JavaClasses MAIN_TREE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(SERVICE);

	private static final JavaClasses TEST_TREE = new ClassFileImporter()
		.withImportOption(new ImportOption.OnlyIncludeTests())
		.withImportOption((location) -> !location.contains("/architecture/guilty/"))
		.importPackages(SERVICE);

	private static final JavaClasses GUILTY_TREE = new ClassFileImporter().importPackages(GUILTY);

	private static final ArchRule FREE_OF_CYCLES = ArchitectureRules.slicesAreFreeOfCycles(GUILTY + ".cycle");

	static final List<ArchRule> RULES_OF_THE_SERVICE = List.of(ArchitectureRules.slicesAreFreeOfCycles(SERVICE),
			ArchitectureRules.THE_ORDER_KNOWS_PRICING_AND_PLATFORM_ONLY,
			ArchitectureRules.THE_ORDER_IS_AWAY_FROM_REDIS_HTTP_AND_THE_WEB, ArchitectureRules.PRICES_ARE_PURE,
			ArchitectureRules.CONTROLLERS_HAVE_NO_REPOSITORY,
			ArchitectureRules.PARTNERS_ARE_CALLED_OUTSIDE_TRANSACTIONS, ArchitectureRules.FEW_WORK_FOR_EVERY_TENANT,
			ArchitectureRules.A_STATUS_CHANGES_ONLY_AFTER_THE_STATE_MACHINE_HAS_BEEN_ASKED,
			ArchitectureRules.TIME_COMES_FROM_AN_INJECTED_CLOCK, ArchitectureRules.NO_LEGACY_DATES);

	@ParameterizedTest
	@FieldSource("RULES_OF_THE_SERVICE")
	void theServiceKeepsTheRule(ArchRule rule) {
		rule.check(MAIN_TREE);
	}

	@Test
	void noTestSleeps() {
		ArchitectureRules.NO_TEST_SLEEPS.check(TEST_TREE);
	}

	@Test
	void theImportedTreesHaveTheExpectedClasses() {
		assertThat(MAIN_TREE.contain(OrdersApplication.class)).isTrue();
		assertThat(MAIN_TREE.contain(ArchitectureTests.class)).isFalse();
		assertThat(TEST_TREE.contain(ArchitectureTests.class)).isTrue();
		assertThat(TEST_TREE.contain(TakesANap.class)).isFalse();
	}

	@ParameterizedTest
	@MethodSource("rulesAndViolators")
	void theRuleReportsItsViolatorsAndNoOtherClass(ArchRule rule, Class<?>[] breakers) {
		String report = String.join("\n", rule.evaluate(GUILTY_TREE).getFailureReport().getDetails());
		assertThat(breakers).allSatisfy((breaker) -> assertThat(report).contains(breaker.getSimpleName()));
		assertThat(othersThan(breakers))
			.allSatisfy((other) -> assertThat(report).doesNotContain(other.getSimpleName()));
	}

	@ParameterizedTest
	@MethodSource("rulesAndViolators")
	void theRuleHasAReason(ArchRule rule) {
		assertThat(rule.getDescription()).contains(", because ");
	}

	private static Stream<Arguments> rulesAndViolators() {
		return Stream.of(guilty(FREE_OF_CYCLES, Cashier.class, Cook.class),
				guilty(ArchitectureRules.THE_ORDER_KNOWS_PRICING_AND_PLATFORM_ONLY, CountsItself.class),
				guilty(ArchitectureRules.THE_ORDER_IS_AWAY_FROM_REDIS_HTTP_AND_THE_WEB, SpeaksHttp.class),
				guilty(ArchitectureRules.PRICES_ARE_PURE, PriceBean.class),
				guilty(ArchitectureRules.CONTROLLERS_HAVE_NO_REPOSITORY, ShortcutController.class),
				guilty(ArchitectureRules.PARTNERS_ARE_CALLED_OUTSIDE_TRANSACTIONS, HoldsAConnection.class),
				guilty(ArchitectureRules.FEW_WORK_FOR_EVERY_TENANT, LooksAtEverybody.class),
				guilty(ArchitectureRules.A_STATUS_CHANGES_ONLY_AFTER_THE_STATE_MACHINE_HAS_BEEN_ASKED,
						MovesUnasked.class),
				guilty(ArchitectureRules.TIME_COMES_FROM_AN_INJECTED_CLOCK, LooksAtTheWall.class),
				guilty(ArchitectureRules.NO_LEGACY_DATES, WritesADate.class),
				guilty(ArchitectureRules.NO_TEST_SLEEPS, TakesANap.class));
	}

	private static Arguments guilty(ArchRule rule, Class<?>... breakers) {
		return arguments(rule, breakers);
	}

	private static List<Class<?>> othersThan(Class<?>[] breakers) {
		return rulesAndViolators().<Class<?>>flatMap((rule) -> breakersOf(rule).stream())
			.filter((sample) -> !List.of(breakers).contains(sample))
			.toList();
	}

	private static List<Class<?>> breakersOf(Arguments rule) {
		return Arrays.stream((Class<?>[]) rule.get()[1]).toList();
	}

}
