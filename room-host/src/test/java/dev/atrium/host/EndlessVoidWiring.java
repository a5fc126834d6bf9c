package dev.atrium.host;

import dev.atrium.host.room.RoomEnding;
import dev.atrium.proof.Outcome;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.util.function.Consumer;

/** A host that never learns whether a room is void, as if its store went when it was written. */
@Factory
@Requires(property = EndlessVoidWiring.PROPERTY)
final class EndlessVoidWiring {
    static final String PROPERTY = "atrium.test.endless-void";

    @Singleton
    @Replaces(value = RoomEnding.class, factory = JournalWiring.class)
    RoomEnding ending() {
        return new RoomEnding() {
            @Override
            public void store(long epoch, long entries, Outcome outcome, Consumer<Result> done) {
                throw new IllegalStateException("nothing ends here");
            }

            @Override
            public void voidRoom(String id, long epoch, String reason, Consumer<Result> done) {
                done.accept(new Result.NotKnown(reason));
            }

            @Override
            public void forget(String roomId, String gameId, long epoch) {}
        };
    }
}
