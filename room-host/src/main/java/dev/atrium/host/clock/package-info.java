/**
 * The clock of a host.
 *
 * <p>Asked on every thread; counts nothing that players or rules see.
 */
@NullMarked
package dev.atrium.host.clock;

import org.jspecify.annotations.NullMarked;
