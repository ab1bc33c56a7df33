package com.auraconnect.orders.web;

import java.io.IOException;

import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class ProblemMapperTests {

	@Test
	void aClientThatHasGoneIsNoFailureOfTheService(CapturedOutput output) {
		ProblemMapper.of(new ClientAbortException(new IOException("Broken pipe")));
		assertThat(output).doesNotContain("unexpected failure");
	}

	@Test
	void anUnforeseenExceptionIsLogged(CapturedOutput output) {
		ProblemMapper.of(new IllegalStateException("a defect"));
		assertThat(output).contains("unexpected failure", "a defect");
	}

}
