package com.auraconnect.orders.web;

import java.lang.annotation.ElementType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

import jakarta.validation.Path;
import jakarta.validation.TraversableResolver;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.metadata.ContainerElementTypeDescriptor;
import jakarta.validation.metadata.PropertyDescriptor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the faults of a request at once, and names them as the client does. It goes into
 * the parts marked with {@link jakarta.validation.Valid} itself, so that it can stop: the
 * validator would build a violation for every fault there is, of which a body of rubbish
 * has tens of thousands.
 */
@Component
class RequestValidator {

	/** Checks one object and none of its parts. */
	private final Validator constraints;

	private final ConcurrentMap<Class<?>, List<Method>> parts = new ConcurrentHashMap<>();

	RequestValidator(ValidatorFactory validators) {
		this.constraints = validators.usingContext().traversableResolver(new OneObject()).getValidator();
	}

	/**
	 * The request, if there is nothing wrong with it.
	 * @param unfit the values that could not be read and are null in the request; nothing
	 * more is said about those
	 * @throws InvalidRequest if there is
	 */
	<T> T valid(@Nullable T request, List<Fault> unfit) {
		if (request != null) {
			var search = new Search(unfit);
			search.into(request, "");
			if (search.faults.isEmpty()) {
				return request;
			}
			throw invalid(search.faults);
		}
		throw invalid(new ArrayList<>(unfit));
	}

	private static InvalidRequest invalid(List<Fault> faults) {
		faults.sort(Comparator.comparing(Fault::field).thenComparing(Fault::message));
		return new InvalidRequest(faults);
	}

	/**
	 * The accessors of the fields that are objects, or lists of them, to be validated.
	 */
	private List<Method> parts(Class<?> type) {
		return this.parts.computeIfAbsent(type, (_) -> {
			var names = this.constraints.getConstraintsForClass(type)
				.getConstrainedProperties()
				.stream()
				.filter(RequestValidator::isCascaded)
				.map(PropertyDescriptor::getPropertyName)
				.collect(Collectors.toSet());
			return names.isEmpty() ? List.of() : accessors(type, names);
		});
	}

	private static boolean isCascaded(PropertyDescriptor property) {
		return property.isCascaded() || property.getConstrainedContainerElementTypes()
			.stream()
			.anyMatch(ContainerElementTypeDescriptor::isCascaded);
	}

	private static List<Method> accessors(Class<?> type, Set<String> names) {
		return Arrays.stream(type.getRecordComponents())
			.filter((component) -> names.contains(component.getName()))
			.map((component) -> {
				var accessor = component.getAccessor();
				accessor.setAccessible(true);
				return accessor;
			})
			.toList();
	}

	/** Goes through one request until it has found more faults than are told. */
	private final class Search {

		private final Set<String> unread;

		private final List<Fault> faults;

		Search(List<Fault> unfit) {
			this.unread = unfit.stream().map(Fault::field).collect(Collectors.toSet());
			this.faults = new ArrayList<>(unfit);
		}

		void into(Object part, String path) {
			if (this.faults.size() > InvalidRequest.MOST) {
				return;
			}
			for (var violation : RequestValidator.this.constraints.validate(part)) {
				note(path + wireName(violation.getPropertyPath()), violation.getMessage());
			}
			for (var accessor : parts(part.getClass())) {
				intoValue(read(accessor, part), path + wireName(accessor.getName()));
			}
		}

		private void intoValue(@Nullable Object value, String path) {
			switch (value) {
				case null -> {
				}
				case List<?> list -> {
					for (int i = 0; i < list.size(); i++) {
						intoValue(list.get(i), path + "[" + i + "]");
					}
				}
				default -> into(value, path + ".");
			}
		}

		private void note(String field, String message) {
			if (this.faults.size() <= InvalidRequest.MOST && !this.unread.contains(field)) {
				this.faults.add(new Fault(field, message));
			}
		}

	}

	private static @Nullable Object read(Method accessor, Object part) {
		try {
			return accessor.invoke(part);
		}
		catch (IllegalAccessException | InvocationTargetException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String wireName(Path path) {
		return wireName(path.toString().replace(".<list element>", ""));
	}

	private static String wireName(String name) {
		return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
	}

	private static final class OneObject implements TraversableResolver {

		@Override
		public boolean isReachable(@Nullable Object object, Path.Node property, Class<?> root, Path path,
				ElementType element) {
			return true;
		}

		@Override
		public boolean isCascadable(@Nullable Object object, Path.Node property, Class<?> root, Path path,
				ElementType element) {
			return false;
		}

	}

}
