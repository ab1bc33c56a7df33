package com.auraconnect.orders.web;

import java.util.List;

/** The locations whose numbers are being counted again. */
record ReportRebuild(List<Long> locationIds) {
}
