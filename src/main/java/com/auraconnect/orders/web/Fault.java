package com.auraconnect.orders.web;

/**
 * One thing that is wrong with a request.
 *
 * @param field the path of the field as the client writes it, such as
 * {@code items[0].quantity}
 * @param message what is wrong with it, to be read after the field's name
 */
record Fault(String field, String message) {
}
