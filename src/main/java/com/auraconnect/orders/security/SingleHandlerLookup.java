package com.auraconnect.orders.security;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.core.Ordered;

/**
 * Leaves it to Spring MVC to find a request's handler. Spring Security would have it
 * found once before, by the bean that is taken away here, for matchers and CORS settings
 * that are looked up in the handlers: ours say their paths themselves.
 */
class SingleHandlerLookup implements BeanDefinitionRegistryPostProcessor, Ordered {

	private static final String INTROSPECTOR = "mvcHandlerMappingIntrospector";

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		if (registry.containsBeanDefinition(INTROSPECTOR)) {
			registry.removeBeanDefinition(INTROSPECTOR);
		}
	}

	/** Before Spring Security looks for it. */
	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
