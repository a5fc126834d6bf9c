/**
 * Whether a person signs up: a port, and what stands behind it. By default the newcomer's machine
 * solves a puzzle; by configuration a provider of CAPTCHAs says who has shown that he is one.
 *
 * <p>Called by the handlers that make players, on Lambda's one thread per instance; blocking.
 * Nothing here is logged but failures, without token, puzzle or address.
 */
@NullMarked
package dev.atrium.functions.human;

import org.jspecify.annotations.NullMarked;
