package com.auraconnect.orders.web;

import java.util.List;

import com.auraconnect.orders.saga.Saga;

/** Sagas, longest waiting first. */
record SagaList(List<Saga> data) {
}
