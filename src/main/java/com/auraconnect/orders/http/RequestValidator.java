package com.auraconnect.orders.http;

import java.lang.annotation.ElementType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
 * Finds all faults of a request at once and names them as the client does. It descends
 * into the parts marked with {@link jakarta.validation.Valid} itself, so that it can stop
 * early: the validator would build a violation for every one of the tens of thousands of
 * faults in a garbage body.
 */
@Component
public class RequestValidator {

	/** Validates one object without its parts. */
	private final Validator constraints;

	private final ConcurrentMap<Class<?>, List<Method>> parts = new ConcurrentHashMap<>();

	RequestValidator(ValidatorFactory validators) {
		this.constraints = validators.usingContext().traversableResolver(new OneObject()).getValidator();
	}

	/**
	 * Returns the request if it has no faults.
	 * @param typeFaults values of the wrong type, which are null in the request and get
	 * no other faults
	 * @throws InvalidRequest if the request has faults
	 */
	<T> T valid(@Nullable T request, List<Fault> typeFaults) {
		if (request != null) {
			var search = new Search(typeFaults);
			search.visit(request, "");
			if (search.faults.isEmpty()) {
				return request;
			}
			throw invalid(search.faults);
		}
		throw invalid(new ArrayList<>(typeFaults));
	}

	private static InvalidRequest invalid(List<Fault> faults) {
		faults.sort(Comparator.comparing(Fault::field).thenComparing(Fault::message));
		return new InvalidRequest(faults);
	}

	/**
	 * Returns the accessors of the cascaded fields: objects, or lists or Optionals of
	 * them.
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

	/**
	 * Search through one request. It stops after {@link InvalidRequest#MAX_FAULTS}
	 * faults.
	 */
	private final class Search {

		private final Set<String> unreadFields;

		private final List<Fault> faults;

		Search(List<Fault> typeFaults) {
			this.unreadFields = typeFaults.stream().map(Fault::field).collect(Collectors.toSet());
			this.faults = new ArrayList<>(typeFaults);
		}

		void visit(Object part, String path) {
			if (this.faults.size() > InvalidRequest.MAX_FAULTS) {
				return;
			}
			for (var violation : RequestValidator.this.constraints.validate(part)) {
				addFault(path + wireName(violation.getPropertyPath()), violation.getMessage());
			}
			if (part instanceof FreeFormPart freeForm) {
				var name = path.substring(0, path.length() - 1);
				freeForm.check((field, message) -> addFault(
						(field.isEmpty() || field.startsWith("[")) ? name + field : path + field, message));
			}
			for (var accessor : parts(part.getClass())) {
				visitValue(read(accessor, part), path + wireName(accessor.getName()));
			}
		}

		private void visitValue(@Nullable Object value, String path) {
			switch (value) {
				case null -> {
				}
				case Optional<?> optional -> optional.ifPresent((content) -> visit(content, path + "."));
				case List<?> list -> {
					for (int i = 0; i < list.size(); i++) {
						visitValue(list.get(i), path + "[" + i + "]");
					}
				}
				default -> visit(value, path + ".");
			}
		}

		private void addFault(String field, String message) {
			if (this.faults.size() <= InvalidRequest.MAX_FAULTS && !this.unreadFields.contains(field)) {
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
