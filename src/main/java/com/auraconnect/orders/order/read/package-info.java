/**
 * The read side of orders: documents, lists and tracking, straight from SQL, one
 * statement an answer.
 */
@NullMarked
@NamedInterface("read")
package com.auraconnect.orders.order.read;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
