package com.auraconnect.orders.saga;

import java.util.List;

/** Sagas, longest waiting first. */
record SagaList(List<Saga> data) {
}
