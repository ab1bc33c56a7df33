/**
 * How the service speaks HTTP, whatever it is asked: bounds on connections, requests,
 * bodies and answers, binding and validation of JSON, and the form of problems.
 */
@NullMarked
package com.auraconnect.orders.http;

import org.jspecify.annotations.NullMarked;
