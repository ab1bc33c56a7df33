package com.auraconnect.orders.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the API description in YAML and in JSON. */
@RestController
class ApiDescriptionController {

	private final SingletonSupplier<byte[]> yaml = SingletonSupplier.of(ApiDescriptionController::read);

	private final SingletonSupplier<byte[]> json = SingletonSupplier.of(this::convert);

	@GetMapping(path = "/v3/api-docs.yaml", produces = "application/vnd.oai.openapi")
	byte[] yaml() {
		return this.yaml.obtain();
	}

	@GetMapping(path = "/v3/api-docs", produces = MediaType.APPLICATION_JSON_VALUE)
	byte[] json() {
		return this.json.obtain();
	}

	private static byte[] read() {
		try {
			return new ClassPathResource("openapi.yaml").getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private byte[] convert() {
		try {
			return new YAMLMapper().readTree(this.yaml.obtain()).toString().getBytes(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
