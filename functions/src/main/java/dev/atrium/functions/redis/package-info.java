/**
 * Lettuce with as little around it as functions need, since a start of a function waits for all
 * that is loaded. Called by {@link dev.atrium.functions.edge}, on any thread; it knows no keys and
 * no rules.
 */
@NullMarked
package dev.atrium.functions.redis;

import org.jspecify.annotations.NullMarked;
