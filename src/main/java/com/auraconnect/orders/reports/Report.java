package com.auraconnect.orders.reports;

/**
 * A report, ready to be sent.
 *
 * @param locations how many locations it is about, whether they have sold anything or not
 * @param currencies how many currencies these have; of more than one, the sums mean
 * nothing
 * @param json the body
 */
public record Report(int locations, int currencies, byte[] json) {
}
