/**
 * Caches the answers of the menu service, so that orders rarely call it and can be taken
 * while it is away.
 */
@NullMarked
package com.auraconnect.orders.menu;

import org.jspecify.annotations.NullMarked;
