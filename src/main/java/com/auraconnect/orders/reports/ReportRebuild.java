package com.auraconnect.orders.reports;

import java.util.List;

/** The locations whose reports are being rebuilt. */
record ReportRebuild(List<Long> locationIds) {
}
