package dev.atrium.host;

import dev.atrium.host.room.RoomReclaim;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

/** A host that cannot go on with a journal that is lost, as if no store answered it. */
@Factory
@Requires(property = NoReclaimWiring.PROPERTY)
final class NoReclaimWiring {
    static final String PROPERTY = "atrium.test.no-reclaim";

    @Singleton
    @Replaces(value = RoomReclaim.class, factory = JournalWiring.class)
    RoomReclaim reclaim() {
        return RoomReclaim.NEVER;
    }
}
