/** Tests of docs/configuration.md. */
@NullMarked
package com.auraconnect.orders.configuration;

import org.jspecify.annotations.NullMarked;
