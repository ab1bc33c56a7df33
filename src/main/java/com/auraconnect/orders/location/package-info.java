/**
 * Locations of a tenant: their rules, whether they take orders, and the items that they
 * are out of. Gives orders their view of a location.
 */
@NullMarked
package com.auraconnect.orders.location;

import org.jspecify.annotations.NullMarked;
