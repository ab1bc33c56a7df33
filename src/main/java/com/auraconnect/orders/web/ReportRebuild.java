package com.auraconnect.orders.web;

import java.util.List;

/** The locations whose reports are being rebuilt. */
record ReportRebuild(List<Long> locationIds) {
}
