package com.auraconnect.orders.http;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

import com.auraconnect.orders.order.WireNames;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.Money;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the JSON format of the service: snake_case, enumerations in lower_snake,
 * money and rates as strings, instants in RFC 3339 with milliseconds and {@code Z}. Any
 * other form is an error: unknown or duplicate fields, a number in place of a string,
 * content after the end.
 */
@Configuration(proxyBeanMethods = false)
public class WireFormat {

	static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
		.withZone(ZoneOffset.UTC);

	/**
	 * Shares Jackson's buffers between threads. By default Jackson keeps them per thread,
	 * and a virtual thread serves only one request.
	 */
	@Bean
	Jackson2ObjectMapperBuilderCustomizer wireFormatOfJson() {
		return (builder) -> builder
			.factory(JsonFactory.builder().recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool()).build())
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.featuresToEnable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
					DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
					StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature())
			.featuresToDisable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.modulesToInstall(values(), new Jdk8Module().configureReadAbsentAsNull(true))
			.postConfigurer((mapper) -> {
				mapper.coercionConfigFor(LogicalType.Textual)
					.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
					.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
				mapper.setAnnotationIntrospector(AnnotationIntrospectorPair.pair(new LowerSnakeEnums(),
						mapper.getSerializationConfig().getAnnotationIntrospector()));
			});
	}

	private static SimpleModule values() {
		return new SimpleModule("orders").addSerializer(Money.class, new Text<>(Money.class, Money::toString))
			.addDeserializer(Money.class, new FromText<>(Money.class, Money::of))
			.addDeserializer(Amount.class, new FromText<>(Amount.class, Amount::of))
			.addSerializer(BigDecimal.class, new Text<>(BigDecimal.class, BigDecimal::toPlainString))
			.addDeserializer(BigDecimal.class, new FromText<>(BigDecimal.class, WireFormat::decimal))
			.addSerializer(Instant.class, new Text<>(Instant.class, INSTANT::format))
			.addDeserializer(Instant.class, new FromText<>(Instant.class, WireFormat::instant))
			.addSerializer(LocalDate.class, new Text<>(LocalDate.class, LocalDate::toString))
			.addDeserializer(LocalDate.class, new FromText<>(LocalDate.class, WireFormat::date));
	}

	private static BigDecimal decimal(String text) {
		if (!text.matches("-?[0-9]{1,15}(\\.[0-9]{1,10})?")) {
			throw new IllegalArgumentException(text);
		}
		return new BigDecimal(text);
	}

	/** Parses a date within the years 1 to 9999. */
	static LocalDate date(String text) {
		if (!text.matches("\\d{4}-\\d{2}-\\d{2}") || text.startsWith("0000")) {
			throw new DateTimeException("not a date: " + text);
		}
		return LocalDate.parse(text);
	}

	/** Parses to the millisecond, within years of four digits. */
	public static Instant instant(String text) {
		var time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
		if (time.getYear() < 1 || time.getYear() > 9999) {
			throw new DateTimeException("the year must have four digits");
		}
		return time.toInstant().truncatedTo(ChronoUnit.MILLIS);
	}

	private static final class LowerSnakeEnums extends NopAnnotationIntrospector {

		private static final long serialVersionUID = 1L;

		@Override
		public String[] findEnumValues(MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants,
				String[] names) {
			for (int i = 0; i < constants.length; i++) {
				names[i] = WireNames.of(constants[i]);
			}
			return names;
		}

	}

	private static final class Text<T> extends StdScalarSerializer<T> {

		private static final long serialVersionUID = 1L;

		private final transient Function<T, String> text;

		Text(Class<T> type, Function<T, String> text) {
			super(type);
			this.text = text;
		}

		@Override
		public void serialize(T value, JsonGenerator generator, SerializerProvider provider) throws IOException {
			generator.writeString(this.text.apply(value));
		}

	}

	private static final class FromText<T> extends StdScalarDeserializer<T> {

		private static final long serialVersionUID = 1L;

		/**
		 * Length limit. A number as long as a body takes a second of CPU time to parse.
		 */
		private static final int MAX_LENGTH = 64;

		private final transient Function<String, T> parser;

		FromText(Class<T> type, Function<String, T> parser) {
			super(type);
			this.parser = parser;
		}

		@Override
		public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
			if (json.hasToken(JsonToken.VALUE_STRING) && json.getTextLength() <= MAX_LENGTH) {
				try {
					return this.parser.apply(json.getText());
				}
				catch (IllegalArgumentException | ArithmeticException | DateTimeException ex) {
					// reported below
				}
			}
			return context.reportInputMismatch(this, "%s", TypeMessages.of(handledType()));
		}

	}

}
