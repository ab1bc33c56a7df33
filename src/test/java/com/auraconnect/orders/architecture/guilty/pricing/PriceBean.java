package com.auraconnect.orders.architecture.guilty.pricing;

import org.springframework.stereotype.Component;

/** Depends on Spring within the pricing. */
@Component
public abstract class PriceBean {

}
