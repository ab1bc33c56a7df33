package com.auraconnect.orders.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcRegistrations;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Finds a request's handler by its method and path, which leave one or two of forty, and
 * asks only those for what else they want of a request. Spring MVC has each of the forty
 * look at parameters, headers and media types before the path, a twentieth of a read from
 * memory.
 */
@Component
class FastHandlerMapping implements WebMvcRegistrations {

	@Override
	public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
		return new Mappings();
	}

	private static final class Mappings extends RequestMappingHandlerMapping {

		@Override
		protected @Nullable RequestMappingInfo getMatchingMapping(RequestMappingInfo mapping,
				HttpServletRequest request) {
			return mayMatch(mapping, request) ? super.getMatchingMapping(mapping, request) : null;
		}

		private static boolean mayMatch(RequestMappingInfo mapping, HttpServletRequest request) {
			var methods = mapping.getMethodsCondition();
			if (!methods.isEmpty() && methods.getMatchingCondition(request) == null) {
				return false;
			}
			var paths = mapping.getPathPatternsCondition();
			return paths == null || paths.getMatchingCondition(request) != null;
		}

	}

}
