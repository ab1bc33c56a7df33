/**
 * Replacements of framework internals on the path of every request. Each behaves as its
 * original and saves at least a twentieth of the time of a read from memory; what saves
 * less is not replaced. Shares of that time, by profiles and by {@code bench/README.md}:
 * <ul>
 * <li>{@code FastBearerTokenResolver} and {@code SingleHandlerLookup}: a quarter, of
 * which the former is a tenth. The originals match the token with a regular expression,
 * and look the handler up for Spring Security and again for Spring MVC.</li>
 * <li>{@code RequestMeters}: a twelfth. The original makes an observation of each
 * request.</li>
 * <li>{@code FastHandlerMapping}: a twentieth. The original evaluates all conditions of
 * all handlers.</li>
 * </ul>
 * The tests of this package compare each with its original, except for
 * {@code SingleHandlerLookup}, which removes a bean: {@code AccessMatrixIT} calls every
 * operation without it.
 */
@NullMarked
package com.auraconnect.orders.platform.fastpath;

import org.jspecify.annotations.NullMarked;
