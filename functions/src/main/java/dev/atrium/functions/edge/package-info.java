/**
 * The edge of the functions: what every handler shares to speak with API Gateway and its callers.
 *
 * <p>Used by handlers, on Lambda's one thread per instance; blocking.
 */
@NullMarked
package dev.atrium.functions.edge;

import org.jspecify.annotations.NullMarked;
