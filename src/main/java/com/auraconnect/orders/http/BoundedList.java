package com.auraconnect.orders.http;

import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.type.CollectionType;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list of a request up to one entry more than its constraint allows, so that the
 * constraint sees that there are too many, and skips the rest.
 */
class BoundedList extends StdDeserializer<List<?>> implements ContextualDeserializer {

	private static final long serialVersionUID = 1L;

	private final transient RequestLimits limits;

	private final JavaType type;

	private final transient @Nullable JsonDeserializer<?> entry;

	private final int max;

	BoundedList(CollectionType type, RequestLimits limits) {
		this(type, limits, null, Integer.MAX_VALUE);
	}

	private BoundedList(JavaType type, RequestLimits limits, @Nullable JsonDeserializer<?> entry, int max) {
		super(type);
		this.type = type;
		this.limits = limits;
		this.entry = entry;
		this.max = max;
	}

	@Override
	public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
			throws JsonMappingException {
		var entry = context.findContextualValueDeserializer(this.type.getContentType(), property);
		return new BoundedList(this.type, this.limits, entry, max(property));
	}

	/** Reads the limit from the annotations of the list's record component. */
	private int max(@Nullable BeanProperty property) {
		if (property == null || !(property.getMember() instanceof AnnotatedParameter parameter)) {
			return Integer.MAX_VALUE;
		}
		AnnotatedElement component = parameter.getDeclaringClass().getRecordComponents()[parameter.getIndex()]
			.getAnnotatedType();
		var limit = component.getAnnotation(ConfiguredLimit.class);
		if (limit != null) {
			return limit.value().in(this.limits);
		}
		var size = component.getAnnotation(Size.class);
		return (size != null) ? size.max() : Integer.MAX_VALUE;
	}

	@Override
	public List<?> deserialize(JsonParser json, DeserializationContext context) throws IOException {
		if (!json.isExpectedStartArrayToken()) {
			return (List<?>) context.handleUnexpectedToken(this.type, json);
		}
		List<@Nullable Object> list = new ArrayList<>();
		while (json.nextToken() != JsonToken.END_ARRAY) {
			if (list.size() > this.max) {
				json.skipChildren();
			}
			else {
				list.add(json.hasToken(JsonToken.VALUE_NULL) ? this.entry.getNullValue(context)
						: this.entry.deserialize(json, context));
			}
		}
		return list;
	}

}
