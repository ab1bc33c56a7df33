package com.auraconnect.orders.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import com.auraconnect.orders.http.RequestLimits;

/** Replaces springdoc's description of the operations that it finds. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

	@Bean
	OpenApiCustomizer describedApi(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
			RequestLimits limits, ObjectMapper json) {
		return (found) -> new ApiDescription(new Handlers(handlers), new Constraints(limits), json).describe(found);
	}

}
