package com.auraconnect.orders.security;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.ServletRequestPathUtils;

/** Parses paths of requests as Spring MVC does when it chooses the handler. */
final class RequestPaths {

	private RequestPaths() {
	}

	static PathContainer of(HttpServletRequest request) {
		var path = ServletRequestPathUtils.hasParsedRequestPath(request)
				? ServletRequestPathUtils.getParsedRequestPath(request) : ServletRequestPathUtils.parse(request);
		return path.pathWithinApplication();
	}

}
