package com.auraconnect.orders.http;

/**
 * One fault of a request.
 *
 * @param field the path of the field as the client writes it, such as
 * {@code items[0].quantity}
 * @param message predicate that follows the field's name, such as "must be a list"
 */
public record Fault(String field, String message) {
}
