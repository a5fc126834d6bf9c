package dev.atrium.host.seed;

import dev.atrium.vrf.SeedExchange;

/** The function that draws. Blocking, thread-safe. */
@FunctionalInterface
public interface SeedFunction {
    /**
     * Asks it.
     *
     * @throws RuntimeException if it does not answer, or not as it should; the same may be asked
     *     again
     */
    SeedExchange.Answer ask(SeedExchange.Request request);
}
