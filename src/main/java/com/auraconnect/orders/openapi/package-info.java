/**
 * Generates the API description under {@code /v3/api-docs} and in
 * {@code docs/openapi.yaml}. Paths and schemas come from the handlers and their records.
 * Texts, examples and error codes come from the resources under {@code openapi/}; those
 * of an operation are in {@code operations/}, under its method and path.
 */
@NullMarked
package com.auraconnect.orders.openapi;

import org.jspecify.annotations.NullMarked;
