/**
 * Serves the API description, {@code docs/openapi.yaml}, and the page that shows it. The
 * build copies the file into the jar; the tests generate it from the code.
 */
@NullMarked
package com.auraconnect.orders.openapi;

import org.jspecify.annotations.NullMarked;
