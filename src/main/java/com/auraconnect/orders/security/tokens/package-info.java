/** Verification of bearer tokens and of their claims. */
@NullMarked
@NamedInterface("tokens")
package com.auraconnect.orders.security.tokens;

import org.jspecify.annotations.NullMarked;

import org.springframework.modulith.NamedInterface;
