/**
 * What the API's description says, under {@code /v3/api-docs} and in
 * {@code docs/openapi.yaml}. Paths and schemas are read off the handlers and their
 * records; the words, examples and error codes stand in the resources under
 * {@code openapi/}: an operation's in {@code operations/}, under its method and path.
 */
@NullMarked
package com.auraconnect.orders.openapi;

import org.jspecify.annotations.NullMarked;
