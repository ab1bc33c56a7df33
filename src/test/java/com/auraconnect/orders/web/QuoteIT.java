package com.auraconnect.orders.web;

import java.time.Duration;

import com.auraconnect.orders.sandbox.MenuService;
import com.auraconnect.orders.testing.Answer;
import com.auraconnect.orders.testing.OrderBody;
import com.auraconnect.orders.testing.OutageTest;
import com.auraconnect.orders.testing.ServiceClient;
import com.auraconnect.orders.testing.SettableClock;
import com.auraconnect.orders.testing.TestEnvironmentControls;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Quotes. A quoted price is valid for ten minutes, even if the menu changes. */
@OutageTest
class QuoteIT {

	private static final OrderBody BURGER = OrderBody.burgerAt(2);

	private final ServiceClient client;

	private final TestEnvironmentControls controls;

	private final MenuService menu;

	private final SettableClock clock;

	QuoteIT(ServiceClient client, TestEnvironmentControls controls) {
		this.client = client.staff(1, 2L);
		this.controls = controls;
		this.menu = controls.sandbox().menu();
		this.clock = controls.clock();
	}

	@BeforeEach
	@AfterEach
	void restore() {
		this.controls.restore();
	}

	@Test
	void aQuotedPriceOutlivesAChangeOfTheMenu() {
		String token = quote(BURGER);
		raiseBurgerPrice();

		Answer order = order(BURGER.with("quote_token", token).with("expected_total", "14.16"));

		assertThat(order.status()).as(order::toString).isEqualTo(201);
		assertThat(order.text("/items/0/unit_price")).isEqualTo("12.99");
		assertThat(order(BURGER).text("/items/0/unit_price")).isEqualTo("19.99");
	}

	@Test
	void anItemOutsideTheQuoteHasItsMenuPrice() {
		String token = quote(OrderBody.at(2, OrderBody.line(20, 1)));
		raiseBurgerPrice();

		Answer order = order(BURGER.and(OrderBody.line(20, 1)).with("quote_token", token));

		assertThat(order.text("/items/0/unit_price")).isEqualTo("19.99");
		assertThat(order.text("/items/1/unit_price")).isEqualTo("4.99");
	}

	@Test
	void aQuoteDoesNotMakeAnItemAvailable() {
		String token = quote(BURGER);
		this.menu.put(this.menu.item(10).offSale());
		this.controls.forgetTheMenu();

		assertThat(order(BURGER.with("quote_token", token)).text("/code")).isEqualTo("MENU_ITEM_UNAVAILABLE");
	}

	@Test
	void anOutdatedExpectedTotalIsRejected() {
		raiseBurgerPrice();

		Answer answer = order(BURGER.with("expected_total", "14.16"));

		assertThat(answer.text("/code")).isEqualTo("PRICE_CHANGED");
		assertThat(answer.text("/totals/total_amount")).isEqualTo("21.79");
	}

	@Test
	void aQuoteIsValidForTenMinutes() {
		String token = quote(BURGER);
		raiseBurgerPrice();

		this.clock.advance(Duration.ofMinutes(9).plusSeconds(30));
		assertThat(order(BURGER.with("quote_token", token)).text("/items/0/unit_price")).isEqualTo("12.99");

		this.clock.advance(Duration.ofSeconds(31));
		Answer late = order(BURGER.with("quote_token", token));
		assertThat(late.status()).isEqualTo(400);
		assertThat(late.text("/errors/0/field")).isEqualTo("quote_token");
		assertThat(late.text("/errors/0/message")).contains("expired");
	}

	@Test
	void aNewCalculationDoesNotExtendAQuote() {
		String token = quote(BURGER);
		raiseBurgerPrice();
		this.clock.advance(Duration.ofMinutes(9));
		String again = quote(BURGER.with("quote_token", token));

		assertThat(order(BURGER.with("quote_token", again)).text("/items/0/unit_price")).isEqualTo("12.99");
		this.clock.advance(Duration.ofSeconds(61));
		assertThat(order(BURGER.with("quote_token", again)).text("/errors/0/message")).contains("expired");
	}

	private void raiseBurgerPrice() {
		this.menu.put(this.menu.item(10).at("19.99"));
		this.controls.forgetTheMenu();
	}

	private String quote(OrderBody body) {
		Answer answer = this.client.post("/api/v1/orders/calculate", body);
		assertThat(answer.status()).as(answer::toString).isEqualTo(200);
		return answer.text("/quote_token");
	}

	private Answer order(OrderBody body) {
		return this.client.post("/api/v1/orders", body);
	}

}
