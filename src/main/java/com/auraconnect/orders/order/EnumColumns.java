package com.auraconnect.orders.order;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Stores enumerations under their {@link WireNames}, so that the read side returns column
 * values unchanged.
 */
final class EnumColumns {

	private EnumColumns() {
	}

	abstract static class EnumColumn<E extends Enum<E>> implements AttributeConverter<E, String> {

		private final Class<E> type;

		EnumColumn(Class<E> type) {
			this.type = type;
		}

		@Override
		public @Nullable String convertToDatabaseColumn(@Nullable E constant) {
			return (constant != null) ? WireNames.of(constant) : null;
		}

		@Override
		public @Nullable E convertToEntityAttribute(@Nullable String name) {
			return (name != null) ? WireNames.parse(this.type, name) : null;
		}

	}

	@Converter(autoApply = true)
	static class OrderStatusColumn extends EnumColumn<OrderStatus> {

		OrderStatusColumn() {
			super(OrderStatus.class);
		}

	}

	@Converter(autoApply = true)
	static class OrderTypeColumn extends EnumColumn<OrderType> {

		OrderTypeColumn() {
			super(OrderType.class);
		}

	}

	@Converter(autoApply = true)
	static class OfflineStateColumn extends EnumColumn<OfflineState> {

		OfflineStateColumn() {
			super(OfflineState.class);
		}

	}

	@Converter(autoApply = true)
	static class PaymentStatusColumn extends EnumColumn<PaymentStatus> {

		PaymentStatusColumn() {
			super(PaymentStatus.class);
		}

	}

	@Converter(autoApply = true)
	static class PaymentMethodColumn extends EnumColumn<PaymentMethod> {

		PaymentMethodColumn() {
			super(PaymentMethod.class);
		}

	}

	@Converter(autoApply = true)
	static class PaymentStateColumn extends EnumColumn<Payment.State> {

		PaymentStateColumn() {
			super(Payment.State.class);
		}

	}

	@Converter(autoApply = true)
	static class RefundStateColumn extends EnumColumn<Refund.State> {

		RefundStateColumn() {
			super(Refund.State.class);
		}

	}

	@Converter(autoApply = true)
	static class RefundKindColumn extends EnumColumn<Refund.Kind> {

		RefundKindColumn() {
			super(Refund.Kind.class);
		}

	}

	@Converter(autoApply = true)
	static class ItemStatusColumn extends EnumColumn<ItemStatus> {

		ItemStatusColumn() {
			super(ItemStatus.class);
		}

	}

	@Converter(autoApply = true)
	static class CoursesColumn extends EnumColumn<Courses> {

		CoursesColumn() {
			super(Courses.class);
		}

	}

	@Converter(autoApply = true)
	static class CancellationReasonColumn extends EnumColumn<CancellationReason> {

		CancellationReasonColumn() {
			super(CancellationReason.class);
		}

	}

}
