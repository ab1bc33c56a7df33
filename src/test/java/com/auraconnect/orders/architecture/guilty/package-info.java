/**
 * Samples of forbidden code, each breaking exactly one rule of the architecture. None is
 * ever run: those that a component scan would find are abstract, which it ignores.
 */
@NullMarked
package com.auraconnect.orders.architecture.guilty;

import org.jspecify.annotations.NullMarked;
