import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The baseline of Spring MVC on Tomcat: answers each read of an order, and each request
 * for a price, with the same bytes from memory. Compiled against the service's own
 * libraries, with its web server's settings on the command line, whose first argument is
 * the file with the bytes.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({ ServletWebServerFactoryAutoConfiguration.class,
		EmbeddedWebServerFactoryCustomizerAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
		WebMvcAutoConfiguration.class, HttpMessageConvertersAutoConfiguration.class })
@RestController
public class Bare {

	private static byte[] order;

	public static void main(String[] arguments) throws IOException {
		order = Files.readAllBytes(Path.of(arguments[0]));
		SpringApplication.run(Bare.class, arguments);
	}

	@GetMapping(path = "/api/v1/orders/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
	public byte[] order(@PathVariable String id) {
		return order;
	}

	@PostMapping(path = "/api/v1/orders/calculate", produces = MediaType.APPLICATION_JSON_VALUE)
	public byte[] calculation(@RequestBody byte[] request) {
		return order;
	}

	@GetMapping("/health")
	public String health() {
		return "UP";
	}

}
