package com.auraconnect.orders.platform.database;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of reads from the replica.
 *
 * @param budget how long a read waits for the replica to catch up before it goes to the
 * primary
 */
@Validated
@ConfigurationProperties("orders.read-replica")
record ReplicaSettings(@DurationMin(millis = 1) Duration budget) {
}
