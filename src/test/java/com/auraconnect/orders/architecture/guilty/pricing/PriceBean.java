package com.auraconnect.orders.architecture.guilty.pricing;

import org.springframework.stereotype.Component;

/** Makes arithmetic a matter of a container. */
@Component
public abstract class PriceBean {

}
