package com.auraconnect.orders.http;

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
 * Makes Jackson collect all faults of a document instead of failing at the first. Each
 * deserializer is wrapped in one that records its failure, skips the value and returns
 * null. Lists are read only up to their length limit. The module requires documents of
 * valid syntax.
 */
class ProblemCollectingModule extends SimpleModule {

	/** Reader attribute that receives the faults, a list of {@link Fault}. */
	static final Object FAULTS = ProblemCollectingModule.class;

	/** Attribute with the position of the object that is being read. */
	private static final Object POSITION = FaultRecordingDeserializer.class;

	private static final long serialVersionUID = 1L;

	ProblemCollectingModule(RequestLimits limits) {
		super("fault-collection");
		setDeserializerModifier(new DeserializerWrapper(limits));
	}

	@Override
	public void setupModule(SetupContext context) {
		super.setupModule(context);
		context.addDeserializationProblemHandler(new UnknownFieldHandler());
	}

	/**
	 * Records a fault. One more than {@link InvalidRequest#MAX_FAULTS} is enough to know
	 * that there are more.
	 */
	@SuppressWarnings("unchecked")
	private static void addFault(DeserializationContext context, Supplier<Fault> fault) {
		var faults = (List<Fault>) context.getAttribute(FAULTS);
		if (faults.size() <= InvalidRequest.MAX_FAULTS) {
			faults.add(fault.get());
		}
	}

	/**
	 * Records unknown fields. Jackson buffers them, so that the parser has lost their
	 * position by now.
	 */
	private static final class UnknownFieldHandler extends DeserializationProblemHandler {

		@Override
		public boolean handleUnknownProperty(DeserializationContext context, JsonParser json,
				JsonDeserializer<?> deserializer, Object beanOrClass, String name) throws IOException {
			var object = (JsonStreamContext) context.getAttribute(POSITION);
			addFault(context, () -> new Fault(JsonPaths.of(object, name), "is not a known field"));
			json.skipChildren();
			return true;
		}

	}

	private static final class DeserializerWrapper extends BeanDeserializerModifier {

		private static final long serialVersionUID = 1L;

		private final transient RequestLimits limits;

		DeserializerWrapper(RequestLimits limits) {
			this.limits = limits;
		}

		@Override
		public JsonDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription type,
				JsonDeserializer<?> deserializer) {
			return new FaultRecordingDeserializer(deserializer);
		}

		@Override
		public JsonDeserializer<?> modifyEnumDeserializer(DeserializationConfig config, JavaType type,
				BeanDescription description, JsonDeserializer<?> deserializer) {
			return new FaultRecordingDeserializer(deserializer);
		}

		@Override
		public JsonDeserializer<?> modifyCollectionDeserializer(DeserializationConfig config, CollectionType type,
				BeanDescription description, JsonDeserializer<?> deserializer) {
			return new FaultRecordingDeserializer(new BoundedList(type, this.limits));
		}

	}

	private static final class FaultRecordingDeserializer extends DelegatingDeserializer {

		private static final long serialVersionUID = 1L;

		FaultRecordingDeserializer(JsonDeserializer<?> deserializer) {
			super(deserializer);
		}

		@Override
		protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> deserializer) {
			return new FaultRecordingDeserializer(deserializer);
		}

		@Override
		public @Nullable Object deserialize(JsonParser json, DeserializationContext context) throws IOException {
			var position = position(json);
			var outer = context.getAttribute(POSITION);
			context.setAttribute(POSITION, position);
			try {
				return super.deserialize(json, context);
			}
			catch (JacksonException ex) {
				addFault(context, () -> new Fault(JsonPaths.of(position), TypeMessages.of(handledType(), ex)));
				skipTo(json, position);
				return null;
			}
			finally {
				context.setAttribute(POSITION, outer);
			}
		}

		/**
		 * Returns the object or list that contains the value. Its context stays at the
		 * value meanwhile.
		 */
		private static JsonStreamContext position(JsonParser json) {
			var context = json.getParsingContext();
			return json.currentToken().isStructStart() ? context.getParent() : context;
		}

		/** Skips to the end of the value, wherever in it the parser has failed. */
		private static void skipTo(JsonParser json, JsonStreamContext position) throws IOException {
			while (json.getParsingContext() != position) {
				json.nextToken();
			}
		}

	}

}
