package com.auraconnect.orders.clients;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

import com.auraconnect.orders.sandbox.Sandbox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The sandbox answers as docs/partners.yaml describes. */
class PartnersContractTests {

	private final PartnersContract contract = new PartnersContract();

	private final Sandbox sandbox = Sandbox.start();

	private final HttpClient http = HttpClient.newHttpClient();

	@AfterEach
	void stop() {
		this.http.close();
		this.sandbox.close();
	}

	@Test
	void theMenuDescribesItems() throws Exception {
		assertThat(call("menu", "POST", "/validate",
				"{'location_id':1,'items':[{'menu_item_id':10,'modifiers':[101]},{'menu_item_id':9,'modifiers':[]}]}"))
			.isEqualTo(200);
	}

	@Test
	void theInventoryReservesChangesAndCommits() throws Exception {
		assertThat(call("inventory", "POST", "/check", "{'location_id':1,'items':[{'menu_item_id':30,'quantity':1}]}"))
			.isEqualTo(200);
		assertThat(
				call("inventory", "POST", "/reservations", "{'order_id':7,'items':[{'menu_item_id':30,'quantity':1}]}"))
			.isEqualTo(409);
		assertThat(
				call("inventory", "POST", "/reservations", "{'order_id':7,'items':[{'menu_item_id':10,'quantity':1}]}"))
			.isEqualTo(201);
		String path = "/reservations/" + this.sandbox.inventory().reservations().getFirst().reservationId();
		assertThat(call("inventory", "PUT", path, "{'items':[{'menu_item_id':30,'quantity':1}]}")).isEqualTo(409);
		assertThat(call("inventory", "PUT", path, "{'items':[{'menu_item_id':10,'quantity':2}]}")).isEqualTo(204);
		assertThat(call("inventory", "POST", path + "/commit", "{'items':[{'menu_item_id':10,'quantity':1}]}"))
			.isEqualTo(204);
	}

	@Test
	void theInventoryReleases() throws Exception {
		call("inventory", "POST", "/reservations", "{'order_id':7,'items':[{'menu_item_id':10,'quantity':1}]}");
		String path = "/reservations/" + this.sandbox.inventory().reservations().getFirst().reservationId();
		assertThat(call("inventory", "DELETE", path, "")).isEqualTo(204);
	}

	@Test
	void thePaymentServiceHoldsCapturesAndGivesBack() throws Exception {
		String authorization = "{'order_id':7,'amount':'20.00','currency':'USD','token':'%s'}";
		assertThat(call("payment", "POST", "/authorizations", authorization.formatted("tok_declined"))).isEqualTo(402);
		assertThat(call("payment", "POST", "/authorizations", authorization.formatted("tok_ok"))).isEqualTo(201);
		String id = this.sandbox.payment().authorizations().getFirst().authorizationId();
		assertThat(call("payment", "POST", "/authorizations/" + id + "/capture", "{'amount':'90.00'}")).isEqualTo(402);
		assertThat(call("payment", "POST", "/authorizations/" + id + "/capture", "{'amount':'20.00'}")).isEqualTo(200);
		assertThat(
				call("payment", "POST", "/refunds", "{'order_id':7,'authorization_id':'" + id + "','amount':'5.00'}"))
			.isEqualTo(201);
	}

	@Test
	void thePaymentServiceReleasesAHold() throws Exception {
		call("payment", "POST", "/authorizations", "{'order_id':7,'amount':'20.00','currency':'USD','token':'tok_ok'}");
		String id = this.sandbox.payment().authorizations().getFirst().authorizationId();
		assertThat(call("payment", "POST", "/authorizations/" + id + "/void", "")).isEqualTo(200);
	}

	@Test
	void customersAreKnownOrNot() throws Exception {
		assertThat(call("customer", "GET", "/customers/7", "")).isEqualTo(200);
		assertThat(call("customer", "GET", "/customers/900", "")).isEqualTo(404);
	}

	@Test
	void notificationsAndEventsAreAccepted() throws Exception {
		assertThat(call("notification", "POST", "/notifications", "{'template':'ready','order':{}}")).isEqualTo(202);
		assertThat(call("analytics", "POST", "/events", "{'events':[{'event_id':'e-1'}]}")).isEqualTo(202);
	}

	/** Returns the status of an answer that is as described. */
	private int call(String partner, String method, String path, String body) throws Exception {
		var request = HttpRequest.newBuilder(this.sandbox.partner(partner).url().resolve(path))
			.header("X-Tenant-Id", "1")
			.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.replace('\'', '"')))
			.build();
		HttpResponse<String> answer = this.http.send(request, BodyHandlers.ofString());
		assertThat(this.contract.faults(method, path, answer.statusCode(), answer.body()))
			.as("%s %s: %s %s", method, path, answer.statusCode(), answer.body())
			.isEmpty();
		return answer.statusCode();
	}

}
