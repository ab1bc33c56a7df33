package com.auraconnect.orders.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.stereotype.Service;

import com.auraconnect.orders.http.Fault;
import com.auraconnect.orders.http.InvalidRequest;
import com.auraconnect.orders.order.AmountReader;
import com.auraconnect.orders.order.AmountTooHigh;
import com.auraconnect.orders.order.CheckNotFound;
import com.auraconnect.orders.order.InvalidCheckState;
import com.auraconnect.orders.order.Locations;
import com.auraconnect.orders.order.Order;
import com.auraconnect.orders.order.OrderBill;
import com.auraconnect.orders.order.OrderPrincipal;
import com.auraconnect.orders.order.OrderUnitOfWork;
import com.auraconnect.orders.pricing.Amount;
import com.auraconnect.orders.pricing.MinorUnit;
import com.auraconnect.orders.pricing.Money;

/** Computes who pays how much of a check. Stores nothing. */
@Service
class CheckSplits {

	private final CheckQueries queries;

	private final CheckRepository checks;

	private final Locations locations;

	private final OrderUnitOfWork unitOfWork;

	CheckSplits(CheckQueries queries, CheckRepository checks, Locations locations, OrderUnitOfWork unitOfWork) {
		this.queries = queries;
		this.checks = checks;
		this.locations = locations;
		this.unitOfWork = unitOfWork;
	}

	/**
	 * Splits the open bill of a check.
	 * @throws CheckNotFound if there is none that the caller may see
	 * @throws InvalidCheckState if the guests are owed money, or the orders are too large
	 * together
	 * @throws AmountTooHigh if the amounts are more than is open
	 * @throws InvalidRequest if a line is not on the check, or has fewer units, or if the
	 * rest of the bill would be one part too many
	 */
	SplitView split(OrderPrincipal caller, long checkId, SplitRequest request) {
		this.queries.requireVisible(caller, checkId);
		this.checks.requireModerateSize(caller.tenantId(), List.of(checkId));
		var bills = this.unitOfWork.viewSeveral(caller.tenantId(),
				this.checks.orderIds(caller.tenantId(), List.of(checkId)),
				(orders) -> orders.stream().map(OrderBill::of).toList());
		if (bills.stream().map(OrderBill::open).reduce(Money::plus).filter(Money::isNegative).isPresent()) {
			throw new InvalidCheckState("Nothing is open on check " + checkId + "; its guests are owed money");
		}
		var split = new BillSplit(bills, unit(caller.tenantId(), checkId, bills));
		var parts = switch (request.by()) {
			case EQUAL -> split.equally(request.parts().number());
			case ITEMS -> split.byItems(items(request.parts().items(), bills));
			case AMOUNT -> split.byAmounts(requireOpen(request.amounts(), split.open()));
		};
		if (parts.size() > SplitRequest.MAX_PARTS) {
			throw InvalidRequest.transientFault((request.by() == SplitRequest.By.AMOUNT) ? "amounts" : "parts",
					"leave a rest of the bill, which would be one part too many");
		}
		return new SplitView(parts);
	}

	/** A check without orders has the minor unit of its location. */
	private MinorUnit unit(long tenantId, long checkId, List<OrderBill> bills) {
		return bills.isEmpty()
				? this.locations.get(tenantId, this.checks.locationOf(tenantId, checkId).orElseThrow()).unit()
				: bills.getFirst().open().unit();
	}

	private static List<Money> requireOpen(List<Amount> wanted, Money open) {
		var reader = new AmountReader(open.unit());
		var amounts = IntStream.range(0, wanted.size())
			.mapToObj((i) -> reader.money("amounts[" + i + "]", wanted.get(i)))
			.toList();
		reader.requireValid();
		var sum = open.unit().sum(amounts);
		if (sum.compareTo(open) > 0) {
			throw new AmountTooHigh(sum, open);
		}
		return amounts;
	}

	/** Fills in missing quantities, and finds all faults of the parts. */
	private static List<List<SplitItem>> items(List<List<SplitPartsRequest.Item>> parts, List<OrderBill> bills) {
		var lines = bills.stream()
			.flatMap((bill) -> bill.lines().stream())
			.collect(Collectors.toMap(OrderBill.Line::itemId, Function.identity()));
		var left = new HashMap<Long, Integer>();
		lines.forEach((id, line) -> left.put(id, line.quantity()));
		var faults = new ArrayList<Fault>();
		var filled = new ArrayList<List<SplitItem>>();
		for (int i = 0; i < parts.size(); i++) {
			var part = new ArrayList<SplitItem>();
			for (int j = 0; j < parts.get(i).size(); j++) {
				add(parts.get(i).get(j), "parts[" + i + "][" + j + "]", lines, left, part, faults);
			}
			filled.add(part);
		}
		faults.stream()
			.map((fault) -> InvalidRequest.transientFault(fault.field(), fault.message()))
			.reduce(InvalidRequest::and)
			.ifPresent((invalid) -> {
				throw invalid;
			});
		return filled;
	}

	private static void add(SplitPartsRequest.Item item, String path, Map<Long, OrderBill.Line> lines,
			Map<Long, Integer> left, List<SplitItem> part, List<Fault> faults) {
		var line = lines.get(item.itemId());
		if (line == null) {
			faults.add(new Fault(path + ".item_id", "is not an active item of this check"));
			return;
		}
		var quantity = (item.quantity() != null) ? item.quantity() : line.quantity();
		var rest = left.getOrDefault(item.itemId(), 0);
		if (quantity > rest) {
			faults.add(new Fault(path + ".quantity", "is more than the " + rest + " that no other part has"));
			return;
		}
		left.put(item.itemId(), rest - quantity);
		part.add(new SplitItem(item.itemId(), quantity));
	}

}
