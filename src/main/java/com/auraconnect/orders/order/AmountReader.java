package com.auraconnect.orders.order;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.Adjustment;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/**
 * Converts the amounts of a request to the currency of its order, and collects the faults
 * of all that cannot be converted.
 */
public final class AmountReader {

	private final MinorUnit unit;

	private final Map<String, String> faults = new LinkedHashMap<>();

	/** Creates a reader of amounts in that unit. */
	public AmountReader(MinorUnit unit) {
		this.unit = unit;
	}

	/**
	 * Converts an amount; zero if it is at fault.
	 * @param field the path of its field in the request
	 */
	public Money money(String field, Amount amount) {
		return isValid(field, amount.value()) ? amount.in(this.unit) : this.unit.zero();
	}

	/** Converts an amount; null if there is none. */
	public @Nullable Money optional(String field, @Nullable Amount amount) {
		return (amount != null) ? money(field, amount) : null;
	}

	/**
	 * Returns the value of a discount or a charge, an amount of money with the decimals
	 * of the currency. It may be above the largest amount, as it counts up to what it is
	 * taken of.
	 * @param field the path of its field in the request
	 */
	BigDecimal value(String field, Adjustment type, BigDecimal value) {
		if (type != Adjustment.FIXED || !isFitting(field, value)) {
			return value;
		}
		return value.setScale(this.unit.decimals());
	}

	private boolean isValid(String field, BigDecimal amount) {
		if (!isFitting(field, amount)) {
			return false;
		}
		if (amount.abs().compareTo(this.unit.largest().toBigDecimal()) > 0) {
			this.faults.put(field, "must be at most " + this.unit.largest());
			return false;
		}
		return true;
	}

	private boolean isFitting(String field, BigDecimal amount) {
		if (!this.unit.fits(amount)) {
			this.faults.put(field, (this.unit.decimals() == 0) ? "must have no decimals, as the currency has none"
					: "must have at most " + this.unit.decimals() + " decimals, as the currency has");
			return false;
		}
		return true;
	}

	/**
	 * Checks that no amount was at fault.
	 * @throws InvalidAmounts with all faults
	 */
	public void requireValid() {
		if (!this.faults.isEmpty()) {
			throw new InvalidAmounts(this.faults);
		}
	}

}
