package com.auraconnect.orders.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestConstructor;
import org.springframework.test.context.TestConstructor.AutowireMode;

/**
 * A test against the whole service on a port of its own, with a fresh database, a fresh
 * Redis database, the demo restaurants and a
 * {@link com.auraconnect.orders.sandbox.Sandbox}. The constructor may ask for the
 * sandbox, a {@link ServiceClient}, the {@link TestEnvironment} and any bean of the
 * service. Its events must be those that {@link EventContract} describes. Its metrics are
 * exported, which Spring Boot's tests would do without.
 * <p>
 * All tests with this annotation alone share one running service: they create the orders
 * they check, leave partners up, and do not rely on an empty database. They run one after
 * the other also where two classes run at a time.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@AutoConfigureObservability(tracing = false)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(loader = ServiceContextLoader.class)
@Import({ ServiceClientConfiguration.class, PublishedMessages.class })
@ExtendWith(EventContractExtension.class)
@TestConstructor(autowireMode = AutowireMode.ALL)
@Execution(ExecutionMode.SAME_THREAD)
public @interface ServiceTest {

}
