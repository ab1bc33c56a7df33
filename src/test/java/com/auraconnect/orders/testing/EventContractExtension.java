package com.auraconnect.orders.testing;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Fails a test class whose service has sent a message that is not as described. */
class EventContractExtension implements AfterAllCallback {

	@Override
	public void afterAll(ExtensionContext context) {
		SpringExtension.getApplicationContext(context).getBean(PublishedMessages.class).requireAsDescribed();
	}

}
