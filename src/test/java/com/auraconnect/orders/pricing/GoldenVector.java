package com.auraconnect.orders.pricing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import org.jspecify.annotations.Nullable;

/**
 * One case of {@code src/test/resources/pricing}, in the format that
 * {@code docs/money.md} describes: a basket and its expected prices, computed
 * independently of this code.
 *
 * @param why the rule that the case checks
 * @param currency code of ISO 4217; left out, any currency with two decimals
 */
record GoldenVector(String name, String why, @Nullable String currency, Terms basket, Expected expected) {

	private static final Path DIRECTORY = Path.of("src/test/resources/pricing");

	private static final JsonSetter.Value EMPTY_WHEN_LEFT_OUT = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

	private static final JsonMapper JSON = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
		.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.withConfigOverride(List.class, (type) -> type.setSetterInfo(EMPTY_WHEN_LEFT_OUT))
		.withConfigOverride(Set.class, (type) -> type.setSetterInfo(EMPTY_WHEN_LEFT_OUT))
		.addModule(new SimpleModule().addDeserializer(Money.class, new MoneyReader()))
		.build();

	static List<GoldenVector> all() throws IOException {
		try (Stream<Path> files = Files.list(DIRECTORY)) {
			return files.sorted().flatMap((file) -> read(file).stream()).toList();
		}
	}

	private static List<GoldenVector> read(Path file) {
		try {
			return JSON.readValue(file.toFile(), new TypeReference<List<GoldenVector>>() {
			});
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot read the golden vectors in " + file, ex);
		}
	}

	@Override
	public String toString() {
		return this.name;
	}

	/** Returns the basket in the currency of the case. */
	Basket priceable() {
		var unit = (this.currency != null) ? MinorUnit.of(this.currency) : Baskets.CENT;
		return this.basket.in(unit);
	}

	/** A basket as it is written: its tip can be left out. */
	record Terms(List<BasketLine> lines, List<Discount> discounts, List<ServiceCharge> serviceCharges,
			List<TaxRule> taxRules, @Nullable Money tip) {

		Basket in(MinorUnit unit) {
			return new Basket(this.lines, this.discounts, this.serviceCharges, this.taxRules,
					(this.tip != null) ? this.tip : unit.zero());
		}

	}

	/** Amounts of a priced basket, without its discounts, charges and rules. */
	record Expected(List<PricedLine> lines, List<Money> discounts, List<Money> serviceCharges, List<Money> taxes,
			Money subtotal, Money discountAmount, Money serviceChargeAmount, Money taxAmount, Money tipAmount,
			Money total) {

		static Expected of(PricedBasket priced) {
			return new Expected(priced.lines(), priced.discounts().stream().map(AppliedDiscount::amount).toList(),
					priced.serviceCharges().stream().map(AppliedServiceCharge::amount).toList(),
					priced.taxes().stream().map(AppliedTax::amount).toList(), priced.subtotal(),
					priced.discountAmount(), priced.serviceChargeAmount(), priced.taxAmount(), priced.tipAmount(),
					priced.total());
		}

	}

	/** Reads "12.99". */
	private static final class MoneyReader extends StdDeserializer<Money> {

		private static final long serialVersionUID = 1L;

		MoneyReader() {
			super(Money.class);
		}

		@Override
		public Money deserialize(JsonParser json, DeserializationContext context) throws IOException {
			return Money.of(json.getText());
		}

	}

}
