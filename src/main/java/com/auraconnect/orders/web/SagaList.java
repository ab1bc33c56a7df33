package com.auraconnect.orders.web;

import java.util.List;

import com.auraconnect.orders.saga.Saga;

/** Sagas, those first that have waited for longest. */
record SagaList(List<Saga> data) {
}
