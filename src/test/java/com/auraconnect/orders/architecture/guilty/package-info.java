/**
 * Samples of what must not be done, each breaking one rule of the architecture and no
 * other. None is ever run: those that a component scan would take are abstract, which it
 * passes over.
 */
@NullMarked
package com.auraconnect.orders.architecture.guilty;

import org.jspecify.annotations.NullMarked;
