/**
 * What the menu service has said, kept so that an order needs to ask it rarely, and can
 * be taken while it is away.
 */
@NullMarked
package com.auraconnect.orders.menu;

import org.jspecify.annotations.NullMarked;
