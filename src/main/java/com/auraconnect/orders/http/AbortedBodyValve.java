package com.auraconnect.orders.http;

import java.io.IOException;

import jakarta.servlet.ServletException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Closes the connection of a client that does not finish its body. Tomcat would otherwise
 * wait for the rest before it reads the next request. Lets {@link BodyDeadlineFilter} end
 * an answer while it still reads the body: closing the answer's stream would close the
 * body's as well.
 */
class AbortedBodyValve extends ValveBase {

	AbortedBodyValve() {
		super(true);
	}

	@Override
	public void invoke(Request request, Response response) throws IOException, ServletException {
		Runnable end = () -> response.getCoyoteResponse().action(ActionCode.CLOSE, null);
		request.setAttribute(BodyDeadlineFilter.END, end);
		getNext().invoke(request, response);
		if (request.getAttribute(BodyDeadlineFilter.LOST) != null) {
			request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
		}
	}

}
