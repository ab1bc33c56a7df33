package com.auraconnect.orders.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.auraconnect.orders.embedded.PostgresUrl;
import com.auraconnect.orders.testing.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/** docs/schema.md is what the migrations have made. */
class SchemaDocIT {

	private static final Path DOCUMENT = Path.of("docs", "schema.md");

	private final SingleConnectionDataSource connection = connect();

	private static SingleConnectionDataSource connect() {
		var url = PostgresUrl.parse(TestPostgres.newRestaurantDatabase());
		return new SingleConnectionDataSource(url.jdbc(), url.user(), url.password(), true);
	}

	@AfterEach
	void disconnect() {
		this.connection.destroy();
	}

	@Test
	void everyTableAndColumnHasACommentAndTheDocumentIsUpToDate() throws IOException {
		var document = new SchemaDoc(JdbcClient.create(this.connection));

		assertThat(document.uncommented()).as("without COMMENT ON in a migration").isEmpty();
		if (Boolean.getBoolean("schema.write")) {
			Files.writeString(DOCUMENT, document.markdown());
		}
		assertThat(document.markdown())
			.as("%s is out of date: run ./mvnw verify -Dit.test=SchemaDocIT -Dschema.write=true", DOCUMENT)
			.isEqualTo(Files.readString(DOCUMENT));
	}

	@Test
	void aColumnWithoutACommentIsFound() {
		var database = JdbcClient.create(this.connection);
		database.sql("ALTER TABLE closings ADD COLUMN weather TEXT").update();
		database.sql("CREATE TABLE parasols (id BIGINT PRIMARY KEY)").update();

		assertThat(new SchemaDoc(database).uncommented()).containsExactly("closings.weather", "parasols",
				"parasols.id");
	}

}
