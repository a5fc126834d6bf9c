/**
 * Scenarios: whole matches played through the public interface alone, as any client would.
 *
 * <p>Run by {@code localstack/up --scenario} on the main thread; sockets answer on threads of their
 * own.
 */
@NullMarked
package dev.atrium.localstack.scenario;

import org.jspecify.annotations.NullMarked;
