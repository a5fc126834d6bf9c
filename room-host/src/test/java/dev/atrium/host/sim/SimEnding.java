package dev.atrium.host.sim;

import dev.atrium.host.room.RoomEnding;
import dev.atrium.proof.Outcome;

import java.util.function.Consumer;

/** Ends of a host's rooms as a run sees them. */
record SimEnding(SimRun run, Plant plant, String hostId, RoomEnding real) implements RoomEnding {
    @Override
    public void store(long epoch, long entries, Outcome outcome, Consumer<Result> done) {
        real.store(epoch, entries, outcome, result -> stored(epoch, outcome, result, done));
    }

    private void stored(long epoch, Outcome outcome, Result result, Consumer<Result> done) {
        if (result instanceof Result.JournalGone gone) {
            run.journalGone(outcome.roomId(), hostId, epoch);
            if (plant == Plant.DAMAGE_IS_VOID) {
                real.voidRoom(outcome.roomId(), epoch, gone.reason(), done);
                return;
            }
        }
        done.accept(result);
    }

    @Override
    public void voidRoom(String roomId, long epoch, String reason, Consumer<Result> done) {
        real.voidRoom(roomId, epoch, reason, done);
    }

    @Override
    public void forget(String roomId, String gameId, long epoch) {
        real.forget(roomId, gameId, epoch);
    }
}
