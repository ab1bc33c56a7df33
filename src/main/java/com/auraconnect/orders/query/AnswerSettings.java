package com.auraconnect.orders.query;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How large answers may be that hold many orders or events.
 *
 * @param page of a list, and of what is in memory at once of an answer that is written
 * part by part; one order or event is in it, however large
 * @param queue of a kitchen
 * @param batch of the orders in the answer to a batch
 * @param together of all that are being written, or read to be written
 * @param small which ones are not counted while they are written
 * @param patience how long a request waits until there is room for its answer
 */
@Validated
@ConfigurationProperties("orders.answers")
public record AnswerSettings(@NotNull DataSize page, @NotNull DataSize queue, @NotNull DataSize batch,
		@NotNull DataSize together, @NotNull DataSize small, @NotNull Duration patience) {
}
