/**
 * The rules that the package list alone cannot keep, each proven on code that breaks it.
 */
@NullMarked
package com.auraconnect.orders.architecture;

import org.jspecify.annotations.NullMarked;
