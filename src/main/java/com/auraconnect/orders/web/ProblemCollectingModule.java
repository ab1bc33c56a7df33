package com.auraconnect.orders.web;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.CollectionType;
import org.jspecify.annotations.Nullable;

/**
 * Lets Jackson find all the faults of a document instead of the first. Every deserializer
 * is wrapped in one that notes its failure, skips the value and leaves null in its place,
 * and lists are read no further than they may be long. Only for documents whose syntax is
 * known to be right.
 */
class ProblemCollectingModule extends SimpleModule {

	/** The attribute of the reader that takes them: a list of {@link Fault}. */
	static final Object FAULTS = ProblemCollectingModule.class;

	/** The attribute that tells where the object is that is being read. */
	private static final Object PLACE = Noting.class;

	private static final long serialVersionUID = 1L;

	ProblemCollectingModule(RequestLimits limits) {
		super("fault-collection");
		setDeserializerModifier(new Wrapping(limits));
	}

	@Override
	public void setupModule(SetupContext context) {
		super.setupModule(context);
		context.addDeserializationProblemHandler(new UnknownFields());
	}

	/** One more than are told is enough to know that there are more. */
	@SuppressWarnings("unchecked")
	private static void note(DeserializationContext context, Supplier<Fault> fault) {
		var faults = (List<Fault>) context.getAttribute(FAULTS);
		if (faults.size() <= InvalidRequest.MOST) {
			faults.add(fault.get());
		}
	}

	/**
	 * Jackson keeps unknown fields for later, so that the parser has lost their place by
	 * now.
	 */
	private static final class UnknownFields extends DeserializationProblemHandler {

		@Override
		public boolean handleUnknownProperty(DeserializationContext context, JsonParser json,
				JsonDeserializer<?> deserializer, Object beanOrClass, String name) throws IOException {
			var object = (JsonStreamContext) context.getAttribute(PLACE);
			note(context, () -> new Fault(JsonPaths.of(object, name), "is not a known field"));
			json.skipChildren();
			return true;
		}

	}

	private static final class Wrapping extends BeanDeserializerModifier {

		private static final long serialVersionUID = 1L;

		private final transient RequestLimits limits;

		Wrapping(RequestLimits limits) {
			this.limits = limits;
		}

		@Override
		public JsonDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription type,
				JsonDeserializer<?> deserializer) {
			return new Noting(deserializer);
		}

		@Override
		public JsonDeserializer<?> modifyEnumDeserializer(DeserializationConfig config, JavaType type,
				BeanDescription description, JsonDeserializer<?> deserializer) {
			return new Noting(deserializer);
		}

		@Override
		public JsonDeserializer<?> modifyCollectionDeserializer(DeserializationConfig config, CollectionType type,
				BeanDescription description, JsonDeserializer<?> deserializer) {
			return new Noting(new BoundedList(type, this.limits));
		}

	}

	private static final class Noting extends DelegatingDeserializer {

		private static final long serialVersionUID = 1L;

		Noting(JsonDeserializer<?> deserializer) {
			super(deserializer);
		}

		@Override
		protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
			return new Noting(deserializer);
		}

		@Override
		public @Nullable Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
			var place = place(json);
			var outer = context.getAttribute(PLACE);
			context.setAttribute(PLACE, place);
			try {
				return super.deserialize(json, context);
			}
			catch (JacksonException ex) {
				note(context, () -> new Fault(JsonPaths.of(place), TypeMessages.of(handledType(), ex)));
				skipTo(json, place);
				return null;
			}
			finally {
				context.setAttribute(PLACE, outer);
			}
		}

		/** The object or list that the value is in, which stays at it meanwhile. */
		private static JsonStreamContext place(JsonParser json) {
			var context = json.getParsingContext();
			return json.currentToken().isStructStart() ? context.getParent() : context;
		}

		/** To the value's end, wherever in it the failure has left the parser. */
		private static void skipTo(JsonParser json, JsonStreamContext place) throws IOException {
			while (json.getParsingContext() != place) {
				json.nextToken();
			}
		}

	}

}
