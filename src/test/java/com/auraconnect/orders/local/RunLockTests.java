package com.auraconnect.orders.local;

import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class RunLockTests {

	@Test
	void theLockNamesItsHolderAndIsHeld(@TempDir Path directory) throws Exception {
		RunLock.take(directory, List.of());

		Path file = directory.resolve("lock");
		assertThat(Files.readString(file)).isEqualTo(Long.toString(ProcessHandle.current().pid()));
		try (var other = FileChannel.open(file, StandardOpenOption.WRITE)) {
			assertThatExceptionOfType(OverlappingFileLockException.class).isThrownBy(other::tryLock);
		}
	}

}
