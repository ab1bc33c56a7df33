package com.auraconnect.orders.sandbox;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * The six partner services and the token issuer, each partner on a port of its own, on
 * loopback unless told otherwise. Needs nothing of the service and no Spring: a test may
 * start the service as a process and give it {@link #environment()}.
 */
public final class Sandbox implements AutoCloseable {

	private final TokenIssuer tokens;

	private final MenuService menu = new MenuService();

	private final InventoryService inventory = new InventoryService();

	private final PaymentService payment = new PaymentService();

	private final Map<String, Partner> partners = new LinkedHashMap<>();

	private final Function<String, InetSocketAddress> addresses;

	private Sandbox(TokenIssuer tokens, Function<String, InetSocketAddress> addresses) {
		this.tokens = tokens;
		this.addresses = addresses;
		listen("menu", this.menu);
		listen("inventory", this.inventory);
		listen("payment", this.payment);
		listen("customer", new CustomerService());
		listen("notification", (call) -> accept(call, "/notifications"));
		listen("analytics", new AnalyticsService());
	}

	/** A sandbox with the signing key that all sandboxes of this JVM share. */
	public static Sandbox start() {
		return new Sandbox(SharedKey.ISSUER, Sandbox::freePort);
	}

	/**
	 * A sandbox whose key is stored in that directory, so that tokens survive a restart.
	 */
	public static Sandbox start(Path stateDirectory) {
		return start(stateDirectory, Sandbox::freePort);
	}

	/**
	 * The same, with each partner at an address that is chosen by its name.
	 */
	public static Sandbox start(Path stateDirectory, Function<String, InetSocketAddress> addresses) {
		return new Sandbox(TokenIssuer.keptIn(stateDirectory), addresses);
	}

	private static InetSocketAddress freePort(String partner) {
		return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
	}

	/**
	 * The environment variables with which the service calls this sandbox and trusts its
	 * tokens.
	 */
	public Map<String, String> environment() {
		Map<String, String> environment = new LinkedHashMap<>();
		this.partners.forEach((name, partner) -> environment.put(name.toUpperCase(Locale.ROOT) + "_SERVICE_URL",
				partner.url().toString()));
		environment.put("JWT_PUBLIC_KEY", this.tokens.publicKeyPem());
		return environment;
	}

	/**
	 * One of menu, inventory, payment, customer, notification and analytics.
	 * @throws UnknownPartner if the name is none of these
	 */
	public Partner partner(String name) {
		Partner partner = this.partners.get(name);
		if (partner == null) {
			throw new UnknownPartner(name, this.partners.keySet());
		}
		return partner;
	}

	/** All six partners. */
	public List<Partner> partners() {
		return List.copyOf(this.partners.values());
	}

	public TokenIssuer tokens() {
		return this.tokens;
	}

	public MenuService menu() {
		return this.menu;
	}

	public InventoryService inventory() {
		return this.inventory;
	}

	public PaymentService payment() {
		return this.payment;
	}

	/**
	 * Sets all partners up, and clears calls, reservations, payments and menu changes.
	 */
	public void reset() {
		this.partners.values().forEach((partner) -> partner.mode(Mode.UP));
		this.partners.values().forEach(Partner::speakPlainly);
		this.menu.reset();
		this.inventory.reset();
		this.payment.reset();
		this.partners.values().forEach(Partner::clearCalls);
	}

	@Override
	public void close() {
		this.partners.values().forEach(Partner::close);
	}

	private void listen(String name, PartnerService service) {
		this.partners.put(name, new Partner(name, new RememberedReplies(service), this.addresses.apply(name)));
	}

	private static Reply accept(Call call, String path) {
		return call.is("POST", path) ? Reply.of(202, Map.of("accepted", true)) : Reply.notFound();
	}

	/** Creates the key at its first use: an RSA key takes half a second. */
	private static final class SharedKey {

		static final TokenIssuer ISSUER = TokenIssuer.generated();

	}

}
