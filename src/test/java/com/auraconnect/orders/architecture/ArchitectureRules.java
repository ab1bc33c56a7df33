package com.auraconnect.orders.architecture;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import com.auraconnect.orders.OrdersApplication;
import com.auraconnect.orders.order.OrderStatus;
import com.auraconnect.orders.platform.tenancy.Tenancy;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaFieldAccess.AccessType;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.RestController;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rules of the architecture. A package is named by its last part, so that a rule
 * applies to guilty samples as well as to the service.
 */
final class ArchitectureRules {

	private static final String OURS = "com.auraconnect.orders..";

	private static final DescribedPredicate<JavaClass> REPOSITORIES = assignableTo(EntityManager.class)
		.or(assignableTo(EntityManagerFactory.class))
		.or(assignableTo(JdbcClient.class))
		.or(assignableTo(JdbcOperations.class))
		.or(assignableTo(DataSource.class))
		.or(simpleName("OrderRepository"))
		.as("are repositories");

	private static final DescribedPredicate<JavaClass> TRANSACTIONS = assignableTo(TransactionOperations.class)
		.or(assignableTo(PlatformTransactionManager.class))
		.or(equivalentTo(Transactional.class))
		.as("make transactions");

	private static final Set<Class<?>> CLOCK_READERS = Set.of(Instant.class, LocalDate.class, LocalDateTime.class,
			OffsetDateTime.class, ZonedDateTime.class);

	static final ArchRule THE_ORDER_KNOWS_PRICING_AND_PLATFORM_ONLY = noClasses().that()
		.resideInAPackage("..order..")
		.should()
		.dependOnClassesThat(
				resideInAPackage(OURS).and(not(resideInAnyPackage("..order..", "..pricing..", "..platform..")))
					.as("are ours, but neither order, pricing nor platform"))
		.because("the aggregate must be readable and testable alone: what it needs from outside it asks for through "
				+ "ports of its own");

	static final ArchRule THE_ORDER_IS_AWAY_FROM_REDIS_HTTP_AND_THE_WEB = noClasses().that()
		.resideInAPackage("..order..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..", "org.springframework.http..",
				"org.springframework.web..", "jakarta.servlet..", "java.net.http..", "org.apache.hc..")
		.because("how orders come in and how they are told of may change without the aggregate; and a transaction "
				+ "that waits for another system holds its locks and its connection for as long");

	static final ArchRule PRICES_ARE_PURE = noClasses().that()
		.resideInAPackage("..pricing..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "jakarta..", "com.fasterxml..", "org.hibernate..")
		.because("money is arithmetic: it must be checkable by hand, without a framework or its lifecycle");

	static final ArchRule CONTROLLERS_HAVE_NO_REPOSITORY = noClasses().that()
		.areAnnotatedWith(RestController.class)
		.should()
		.dependOnClassesThat(REPOSITORIES)
		.because("a change goes through OrderService, which owns transaction, history and events, and a read through "
				+ "OrderCache or the read side; a controller with a connection could go around all of them");

	static final ArchRule PARTNERS_ARE_CALLED_OUTSIDE_TRANSACTIONS = noClasses().that()
		.resideInAnyPackage("..clients..", "..saga..")
		.should()
		.dependOnClassesThat(TRANSACTIONS)
		.because("a slow partner would keep a database connection busy, and all connections soon");

	/** Classes that cannot know the tenant beforehand. */
	private static final Set<String> BEFORE_THE_TENANT_IS_KNOWN = Set.of("Customers", "FeedCursors",
			"IdempotencyRepository", "EventRetentionRepository", "FeedTails", "PendingOrders", "DedicatedConnections",
			"CountingCursors", "ScheduledOrders", "ScrapedCount", "MenuSnapshotRepository", "TrackingQuery");

	static final ArchRule FEW_WORK_FOR_EVERY_TENANT = noClasses()
		.that(DescribedPredicate.describe("are not among those few",
				(type) -> !BEFORE_THE_TENANT_IS_KNOWN.contains(type.getSimpleName())))
		.should()
		.callMethod(Tenancy.class, "everyTenant")
		.because("each class that bypasses the tenant weakens row-level security");

	static final ArchRule A_STATUS_CHANGES_ONLY_AFTER_THE_STATE_MACHINE_HAS_BEEN_ASKED = methods().that(writeAStatus())
		.should(askTheStateMachine())
		.because("an order must make no transition but those of the contract, whatever the caller");

	static final ArchRule TIME_COMES_FROM_AN_INJECTED_CLOCK = noClasses()
		.that(not(equivalentTo(OrdersApplication.class)))
		.should()
		.callMethodWhere(readsTheSystemClock())
		.because("a test must be able to set the time; System.nanoTime() is for durations and permitted");

	static final ArchRule NO_LEGACY_DATES = noClasses().should()
		.dependOnClassesThat(equivalentTo(Date.class).or(equivalentTo(Calendar.class)).as("are java.util's dates"))
		.because("java.util.Date and Calendar are mutable and have no time zone or the wrong one");

	static final ArchRule NO_TEST_SLEEPS = noClasses().that(not(resideInAPackage("..embedded..")))
		.should()
		.callMethodWhere(sleeps())
		.because("a sleep is too short on a busy machine and too long on all others: tests wait for a condition");

	private ArchitectureRules() {
	}

	/**
	 * @param root the package whose packages are the slices
	 */
	static ArchRule slicesAreFreeOfCycles(String root) {
		return slices().matching(root + ".(*)..")
			.should()
			.beFreeOfCycles()
			.because("a package that depends on itself by way of others cannot be understood without them");
	}

	private static DescribedPredicate<JavaMethod> writeAStatus() {
		return DescribedPredicate.describe("write the status of an order",
				(method) -> method.getFieldAccesses().stream().anyMatch(ArchitectureRules::isWriteOfStatus));
	}

	private static boolean isWriteOfStatus(JavaFieldAccess access) {
		return access.getAccessType() == AccessType.SET
				&& access.getTarget().getRawType().isEquivalentTo(OrderStatus.class);
	}

	private static ArchCondition<JavaMethod> askTheStateMachine() {
		return new ArchCondition<>("ask the state machine") {
			@Override
			public void check(JavaMethod method, ConditionEvents events) {
				boolean asks = method.getMethodCallsFromSelf()
					.stream()
					.map(JavaMethodCall::getTarget)
					.anyMatch((target) -> target.getOwner().getSimpleName().equals("OrderStateMachine")
							&& target.getName().equals("check"));
				events.add(new SimpleConditionEvent(method, asks,
						method.getFullName() + " writes a status and does not ask OrderStateMachine"));
			}
		};
	}

	private static DescribedPredicate<JavaMethodCall> readsTheSystemClock() {
		return DescribedPredicate.describe("reads the system's clock", (call) -> {
			CodeUnitCallTarget target = call.getTarget();
			return target.getName().equals("now") && target.getRawParameterTypes().isEmpty()
					&& CLOCK_READERS.stream().anyMatch(target.getOwner()::isEquivalentTo)
					|| isCallOf(call, System.class, "currentTimeMillis")
					|| target.getOwner().isEquivalentTo(Clock.class) && target.getName().startsWith("system");
		});
	}

	private static DescribedPredicate<JavaMethodCall> sleeps() {
		return DescribedPredicate.describe("sleeps", (call) -> isCallOf(call, Thread.class, "sleep")
				|| isCallOf(call, TimeUnit.class, "sleep") || isCallOf(call, LockSupport.class, "parkNanos"));
	}

	private static boolean isCallOf(JavaAccess<?> call, Class<?> owner, String name) {
		return call.getTargetOwner().isEquivalentTo(owner) && call.getTarget().getName().equals(name);
	}

}
