package com.auraconnect.orders.platform.fastpath;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.Ordered;

/**
 * Removes the bean with which Spring Security looks up a request's handler before Spring
 * MVC does. Only matchers and CORS settings declared on handlers need it; ours name their
 * paths themselves.
 */
public class SingleHandlerLookup implements BeanDefinitionRegistryPostProcessor, Ordered {

	private static final String INTROSPECTOR = "mvcHandlerMappingIntrospector";

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(INTROSPECTOR)) {
			registry.removeBeanDefinition(INTROSPECTOR);
		}
	}

	/** Runs before Spring Security looks for the bean. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
