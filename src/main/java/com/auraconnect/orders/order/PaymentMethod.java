package com.auraconnect.orders.order;

/**
 * Means of payment. A card is charged by the payment service; everything else is only
 * recorded, and is captured at once.
 */
public enum PaymentMethod {

	CASH,

	CARD,

	/** Credit that the restaurant has sold. */
	GIFT_CARD,

	/** A coupon of a fixed value. */
	VOUCHER,

	/** Money that was taken elsewhere, such as by a marketplace. */
	EXTERNAL;

	/** Whether the payment service takes and returns the money. */
	public boolean isCharged() {
		return this == CARD;
	}

}
