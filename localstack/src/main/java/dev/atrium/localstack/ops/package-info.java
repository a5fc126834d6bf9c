/**
 * The command line of operators: {@code localstack/ops}.
 *
 * <p>Runs on the main thread, asks hosts' operators' ports over HTTP and nothing else: no store, no
 * game. It must not decide anything that a host decides.
 */
@NullMarked
package dev.atrium.localstack.ops;

import org.jspecify.annotations.NullMarked;
