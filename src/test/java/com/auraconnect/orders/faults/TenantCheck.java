package com.auraconnect.orders.faults;

import java.util.List;

/** No client has seen an order of another tenant. */
final class TenantCheck implements Check {

	@Override
	public List<Finding> findings(Evidence evidence) {
		return evidence.history()
			.operations()
			.stream()
			.filter(Operation::isForeign)
			.map((operation) -> Finding.leaked("%s has seen another tenant's orders in the answer to %s %s",
					operation.client(), operation.kind(), operation.target()))
			.toList();
	}

}
