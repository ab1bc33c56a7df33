/** Tests of the reports, against real servers. */
@NullMarked
package com.auraconnect.orders.reports;

import org.jspecify.annotations.NullMarked;
