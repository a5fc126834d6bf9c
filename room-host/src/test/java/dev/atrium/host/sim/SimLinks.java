package dev.atrium.host.sim;

import java.util.function.Supplier;

/** The ways of a host to what it needs. */
record SimLinks(SimLink redis, SimLink dynamoDb, SimLink hosts) {
    static SimLinks of(SimWorld world, SimWorld.Lane caller, Supplier<SimLink.Weather> weather) {
        return new SimLinks(
                new SimLink(world, caller, weather),
                new SimLink(world, caller, weather),
                new SimLink(world, caller, weather));
    }

    /** All that is not cut for good. */
    void mend() {
        redis.mend();
        dynamoDb.mend();
        hosts.mend();
    }
}
