package com.auraconnect.orders.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.auraconnect.orders.OrdersApplication;
import com.auraconnect.orders.embedded.AtExit;
import com.auraconnect.orders.embedded.PostgresProcess;
import com.auraconnect.orders.embedded.RedisProcess;
import com.auraconnect.orders.embedded.ServerDidNotStart;
import com.auraconnect.orders.sandbox.Sandbox;
import com.auraconnect.orders.sandbox.SandboxConfiguration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Runs the service with all it needs on a machine with a JDK alone: embedded PostgreSQL
 * and Redis, the sandbox, the demo restaurants. Everything listens on loopback. All data
 * is in {@code .local} under the working directory, where the next run finds it.
 * <p>
 * A run first stops the servers that a killed run has left behind.
 */
public final class LocalRun {

	private static final Path DIRECTORY = Path.of(".local").toAbsolutePath();

	private static final String DATABASE = "orders";

	private final LocalPort http;

	private final PostgresProcess postgres;

	private final RedisProcess redis;

	private LocalRun(Map<String, String> environment) {
		this.http = LocalPort.of("the service", "SERVER_PORT", 8000, environment);
		LocalPort postgresPort = LocalPort.of("PostgreSQL", "LOCAL_POSTGRES_PORT", 15432, environment);
		LocalPort redisPort = LocalPort.of("Redis", "LOCAL_REDIS_PORT", 16379, environment);
		List<LocalPort> ports = List.of(this.http, postgresPort, redisPort);
		RunLock.take(DIRECTORY, ports);
		this.postgres = new PostgresProcess(DIRECTORY.resolve("postgres"), DIRECTORY.resolve("bin"),
				postgresPort.number());
		this.redis = RedisProcess.durable(DIRECTORY.resolve("redis"), redisPort.number());
		stopLeftovers();
		ports.forEach(LocalPort::requireFree);
	}

	/**
	 * Starts everything.
	 * @param args passed on to the service
	 */
	public static void main(String[] args) {
		try {
			new LocalRun(System.getenv()).start(args);
		}
		catch (CannotRun | ServerDidNotStart ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
		catch (RuntimeException ex) {
			// the service has logged the reason; its servers must not stay up without it
			System.exit(1);
		}
	}

	private void stopLeftovers() {
		if (this.postgres.isRunning() || this.redis.isRunning()) {
			System.out.println("Stopping the servers that an earlier run has left behind.");
			this.postgres.stop();
			this.redis.stop();
		}
	}

	private void start(String[] args) {
		AtExit.close(this.postgres).start();
		this.postgres.createDatabase(DATABASE);
		AtExit.close(this.redis).start();
		Sandbox sandbox = AtExit.close(Sandbox.start(DIRECTORY.resolve("sandbox")));
		SpringApplication.withHook((application) -> prepare(application, sandbox),
				() -> OrdersApplication.main(arguments(sandbox, args)));
	}

	/**
	 * Command line arguments, because they override the user's environment variables of
	 * these names.
	 */
	private String[] arguments(Sandbox sandbox, String[] args) {
		Stream<String> partners = sandbox.environment()
			.entrySet()
			.stream()
			.map((variable) -> "--" + variable.getKey() + "=" + variable.getValue());
		Stream<String> own = Stream.of("--spring.profiles.include=local", "--server.port=" + this.http.number(),
				"--orders.web.drain=0s", "--DATABASE_URL=" + this.postgres.url(DATABASE),
				"--REDIS_URL=" + this.redis.url());
		return Stream.of(partners, own, Stream.of(args)).flatMap((some) -> some).toArray(String[]::new);
	}

	/**
	 * Gives the service the sandbox, and registers it with {@link AtExit}, which closes
	 * its servers later.
	 */
	private SpringApplicationRunListener prepare(SpringApplication application, Sandbox sandbox) {
		application.setRegisterShutdownHook(false);
		application.addInitializers(SandboxConfiguration.with(sandbox),
				(GenericApplicationContext context) -> AtExit.close(context));
		return new SpringApplicationRunListener() {
			/** Called before the service reports that it is ready. */
			@Override
			public void started(ConfigurableApplicationContext context, Duration timeTaken) {
				var service = URI.create("http://127.0.0.1:" + LocalRun.this.http.number());
				new DemoLocations(service, sandbox.tokens()).create();
			}

			@Override
			public void ready(ConfigurableApplicationContext context, Duration timeTaken) {
				System.out.println(new Greeting(LocalRun.this.http.number(), LocalRun.this.postgres.url(DATABASE),
						LocalRun.this.redis.url(), sandbox.tokens()));
			}
		};
	}

}
