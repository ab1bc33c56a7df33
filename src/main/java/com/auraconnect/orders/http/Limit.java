package com.auraconnect.orders.http;

import java.util.function.ToIntFunction;

/** A limit on requests that is configured in {@link RequestLimits}. */
public enum Limit {

	ITEMS(RequestLimits::items),

	QUANTITY(RequestLimits::quantity),

	MODIFIERS(RequestLimits::modifiers),

	TEXT(RequestLimits::text);

	private final ToIntFunction<RequestLimits> setting;

	Limit(ToIntFunction<RequestLimits> setting) {
		this.setting = setting;
	}

	/** The configured value. */
	public int in(RequestLimits limits) {
		return this.setting.applyAsInt(limits);
	}

}
