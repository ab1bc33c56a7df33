package com.auraconnect.orders.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A {@link ServiceTest} whose service reads from a replica, that of
 * {@link ReplicatedPostgres}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServiceTest
@ContextConfiguration(loader = ReplicaContextLoader.class)
@Import(StatementCounts.class)
public @interface ReplicaTest {

}
