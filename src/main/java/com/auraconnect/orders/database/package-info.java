/**
 * Where the database is, and which of its servers answers: the primary, or a replica that
 * has caught up.
 */
@NullMarked
package com.auraconnect.orders.database;

import org.jspecify.annotations.NullMarked;
