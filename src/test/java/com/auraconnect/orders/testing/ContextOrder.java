package com.auraconnect.orders.testing;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * Runs test classes that share an application context one after the other, and those that
 * need none first. Spring's cache of contexts keeps one (see {@code spring.properties}),
 * so each service is started once and none idles beside another test.
 */
public final class ContextOrder implements ClassOrderer {

	@Override
	public void orderClasses(ClassOrdererContext context) {
		context.getClassDescriptors()
			.sort(Comparator.comparing((ClassDescriptor descriptor) -> contextOf(descriptor.getTestClass()))
				.thenComparing((descriptor) -> descriptor.getTestClass().getName()));
	}

	/** A key of the class's context configuration. Empty if the class has no context. */
	static String contextOf(Class<?> testClass) {
		var annotations = MergedAnnotations.from(testClass, SearchStrategy.TYPE_HIERARCHY);
		if (!annotations.isPresent(ServiceTest.class)) {
			return "";
		}
		if (annotations.isPresent(OwnDatabase.class) || hasPropertiesOfItsOwn(testClass)) {
			return "own " + testClass.getName();
		}
		return Stream
			.of(values(annotations, ContextConfiguration.class, "loader"),
					values(annotations, TestPropertySource.class, "properties"),
					values(annotations, Import.class, MergedAnnotation.VALUE))
			.flatMap(List::stream)
			.toList()
			.toString();
	}

	private static boolean hasPropertiesOfItsOwn(Class<?> testClass) {
		return Arrays.stream(testClass.getDeclaredMethods())
			.anyMatch((Method method) -> method.isAnnotationPresent(DynamicPropertySource.class));
	}

	private static <A extends java.lang.annotation.Annotation> List<String> values(MergedAnnotations annotations,
			Class<A> type, String attribute) {
		return annotations.stream(type)
			.flatMap((annotation) -> Stream.of(annotation.getValue(attribute, Object.class).orElseThrow()))
			.map((value) -> (value instanceof Object[] array) ? Arrays.toString(array) : value.toString())
			.sorted()
			.toList();
	}

}
