package com.auraconnect.orders.order.read;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Size limits of responses that hold many orders or events.
 *
 * @param page documents of one page of a list, and of what a streamed response holds in
 * memory at once; a single order or event may be larger
 * @param queue documents of a kitchen queue
 * @param batch documents of a batch response
 * @param together all responses being read or written at once
 * @param small responses up to this size are not counted while they are written
 * @param patience how long a request waits for room for its response
 */
@Validated
@ConfigurationProperties("orders.answers")
public record AnswerSettings(@NotNull DataSize page, @NotNull DataSize queue, @NotNull DataSize batch,
		@NotNull DataSize together, @NotNull DataSize small, @NotNull Duration patience) {
}
