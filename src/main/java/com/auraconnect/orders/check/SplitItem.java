package com.auraconnect.orders.check;

/** Units of a line in a part of a split. */
record SplitItem(long itemId, int quantity) {
}
