/**
 * Events as Lambda's runtime hands them in, and the answers to them. Found and called by the
 * runtime alone, on its own thread, before and after a handler; it knows no handler and no rule.
 */
@NullMarked
package dev.atrium.functions.event;

import org.jspecify.annotations.NullMarked;
