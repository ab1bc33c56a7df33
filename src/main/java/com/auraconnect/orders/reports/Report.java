package com.auraconnect.orders.reports;

/**
 * A report as JSON.
 *
 * @param locations number of locations it covers, whether they have sold anything or not
 * @param currencies number of currencies of the counted orders; with more than one, the
 * sums are meaningless
 * @param json the response body
 */
public record Report(int locations, int currencies, byte[] json) {
}
