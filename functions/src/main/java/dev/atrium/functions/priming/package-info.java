/**
 * What is done before Lambda takes a snapshot of a function (SnapStart), so that whoever is
 * restored from it finds classes loaded and code compiled that a first call would wait for.
 *
 * <p>Called by the composition root, on the thread that initialises the function, before any
 * invocation; blocking, each step within seconds. What is primed with is made up: no key, no token
 * and no credentials of the deployment may come into an image, and no connection stays open.
 */
@NullMarked
package dev.atrium.functions.priming;

import org.jspecify.annotations.NullMarked;
