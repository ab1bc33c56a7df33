package com.auraconnect.orders.order;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

import com.auraconnect.orders.pricing.BasketLine;
import com.auraconnect.orders.pricing.Discount;
import com.auraconnect.orders.pricing.ModifierPrice;
import com.auraconnect.orders.pricing.Money;
import com.auraconnect.orders.pricing.PricedLine;

/**
 * One line of an order: a quantity of one menu item, with the name and prices at the time
 * of the order.
 */
@Entity
@Table(name = "order_items")
public class OrderItem {

	private static final int FIRST_COURSE = 1;

	@Id
	private @Nullable Long id;

	private long tenantId;

	private long orderId;

	/** Position from 1. Ids do not keep the order of the lines. */
	private int lineNumber;

	private long menuItemId;

	private String name;

	private int quantity;

	private Money unitPrice;

	/** Price of the menu, null unless the line was sold at another. */
	private @Nullable Money menuPrice;

	@Convert(converter = JsonColumns.Modifiers.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<Modifier> modifiers;

	@Convert(converter = JsonColumns.ItemDiscounts.class)
	@ColumnTransformer(write = JsonColumns.WRITE)
	@Column(columnDefinition = JsonColumns.TYPE)
	private List<Discount> discounts;

	private Money subtotal;

	private Money discountAmount;

	private Money taxAmount;

	private Money total;

	private @Nullable String specialInstructions;

	private @Nullable String station;

	private @Nullable String taxCategory;

	private @Nullable Integer course;

	/** Preparation time that the menu gave when the line was added. */
	private @Nullable Integer prepMinutes;

	private ItemStatus status = ItemStatus.PENDING;

	@Embedded
	private @Nullable LineVoid lineVoid;

	@SuppressWarnings("NullAway.Init")
	protected OrderItem() {
	}

	OrderItem(Order order, int lineNumber, MenuItem menuItem, NewOrder.Item choice) {
		this.tenantId = order.tenantId();
		this.orderId = order.id();
		this.lineNumber = lineNumber;
		this.menuItemId = menuItem.id();
		this.name = menuItem.name();
		this.unitPrice = menuItem.price();
		this.station = menuItem.station();
		this.taxCategory = menuItem.taxCategory();
		this.prepMinutes = menuItem.prepMinutes();
		this.quantity = choice.quantity();
		this.modifiers = menuItem.modifiersFor(choice.modifiers());
		this.discounts = choice.discounts();
		this.specialInstructions = choice.specialInstructions();
		this.course = choice.course();
		this.subtotal = order.unit().zero();
		this.discountAmount = order.unit().zero();
		this.taxAmount = order.unit().zero();
		this.total = order.unit().zero();
	}

	/** Editable fields of a line, for detecting concurrent changes. */
	record Content(int quantity, List<Modifier> modifiers, @Nullable String specialInstructions,
			@Nullable Integer course, ItemStatus status) {
	}

	Content content() {
		return new Content(this.quantity, this.modifiers, this.specialInstructions, this.course, this.status);
	}

	/**
	 * Applies a change to the line.
	 * @param modifiers the complete new list, null to leave it unchanged
	 */
	void change(ItemChange change, @Nullable List<Modifier> modifiers) {
		if (change.quantity() != null) {
			this.quantity = change.quantity();
		}
		if (modifiers != null) {
			this.modifiers = modifiers;
		}
		if (change.specialInstructions() != null) {
			this.specialInstructions = change.specialInstructions().orElse(null);
		}
		if (change.course() != null) {
			this.course = change.course().orElse(null);
		}
	}

	/** Takes the line off the order. It stays visible and costs nothing. */
	void takeOff(LineVoid how) {
		this.status = ItemStatus.VOIDED;
		this.lineVoid = how;
	}

	/** Sets the kitchen status of the line. */
	OrderEvent.ItemTransition moveTo(ItemStatus next) {
		var previous = this.status;
		this.status = next;
		return new OrderEvent.ItemTransition(this, previous, next);
	}

	/**
	 * Returns the line as it is priced.
	 * @param laterDiscounts discounts that were given after the sale
	 */
	BasketLine toBasketLine(List<Discount> laterDiscounts) {
		var prices = this.modifiers.stream().map((m) -> new ModifierPrice(m.price(), m.quantity())).toList();
		return new BasketLine(this.quantity, this.unitPrice, prices,
				Stream.concat(this.discounts.stream(), laterDiscounts.stream()).toList(), this.taxCategory);
	}

	/** Sells a unit at another price than the menu's. */
	void sellAt(Money price) {
		this.menuPrice = menuPrice();
		this.unitPrice = price;
	}

	/** Sells a unit at the price of the menu again. */
	void sellAtMenuPrice() {
		this.unitPrice = menuPrice();
		this.menuPrice = null;
	}

	/** Whether a unit with its modifiers costs less than nothing. */
	boolean hasNegativeUnitPrice() {
		return this.modifiers.stream()
			.map((modifier) -> modifier.price().times(modifier.quantity()))
			.reduce(this.unitPrice, Money::plus)
			.isNegative();
	}

	/** Returns the price of a unit on the menu when the line was added. */
	Money menuPrice() {
		return (this.menuPrice != null) ? this.menuPrice : this.unitPrice;
	}

	void apply(PricedLine priced) {
		this.subtotal = priced.subtotal();
		this.discountAmount = priced.discountAmount();
		this.taxAmount = priced.taxAmount();
		this.total = priced.total();
	}

	/** Amounts of a line, with its share of the order's discounts and taxes. */
	record Charge(Money subtotal, Money discountAmount, Money taxAmount, Money total) {
	}

	Charge charge() {
		return new Charge(this.subtotal, this.discountAmount, this.taxAmount, this.total);
	}

	/** Returns the id, null until the order is stored. */
	public @Nullable Long id() {
		return this.id;
	}

	void assignId(long id) {
		this.id = id;
	}

	long storedId() {
		return Objects.requireNonNull(this.id);
	}

	int lineNumber() {
		return this.lineNumber;
	}

	public long menuItemId() {
		return this.menuItemId;
	}

	public String name() {
		return this.name;
	}

	public int quantity() {
		return this.quantity;
	}

	public Money unitPrice() {
		return this.unitPrice;
	}

	public List<Modifier> modifiers() {
		return this.modifiers;
	}

	public Money subtotal() {
		return this.subtotal;
	}

	/** Returns the line's own discounts plus its share of the order's. */
	public Money discountAmount() {
		return this.discountAmount;
	}

	/** Returns the exclusive taxes on this line. */
	public Money taxAmount() {
		return this.taxAmount;
	}

	/** Returns subtotal - discount + tax. */
	public Money total() {
		return this.total;
	}

	public @Nullable String specialInstructions() {
		return this.specialInstructions;
	}

	/** Returns the kitchen station that makes the line, null if the menu names none. */
	public @Nullable String station() {
		return this.station;
	}

	@Nullable String taxCategory() {
		return this.taxCategory;
	}

	List<Discount> discounts() {
		return this.discounts;
	}

	/** Returns the preparation time in minutes, null if the menu has none. */
	@Nullable Integer prepMinutes() {
		return this.prepMinutes;
	}

	public @Nullable Integer course() {
		return this.course;
	}

	/** Returns the course, the first one for a line without one. */
	int courseNumber() {
		return (this.course != null) ? this.course : FIRST_COURSE;
	}

	public ItemStatus status() {
		return this.status;
	}

	/**
	 * Returns how the line was taken off, null for a line that was not, or before this
	 * was recorded.
	 */
	public @Nullable LineVoid lineVoid() {
		return this.lineVoid;
	}

	/** Whether the kitchen has begun the line, or has finished it. */
	boolean isBegun() {
		return this.status == ItemStatus.PREPARING || this.status == ItemStatus.READY;
	}

	/** Whether the line needs stock: it is sold, or was made and voided. */
	boolean needsStock() {
		return isActive() || (this.lineVoid != null && this.lineVoid.used());
	}

	boolean isActive() {
		return this.status != ItemStatus.VOIDED;
	}

}
