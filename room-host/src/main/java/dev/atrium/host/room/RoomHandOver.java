package dev.atrium.host.room;

import java.util.function.Consumer;

/** Gives rooms to other hosts, off their loop. */
@FunctionalInterface
public interface RoomHandOver {
    /** Of a host that has nobody to give them to. */
    RoomHandOver NOBODY = (roomId, epoch, done) -> done.accept(new Result.Refused());

    /** What became of it. */
    sealed interface Result {
        /**
         * Another host plays it.
         *
         * @param direct where players find it
         * @param epoch under which it is owned now
         */
        record Taken(String direct, long epoch) implements Result {}

        /** Nobody takes it. */
        record Refused() implements Result {}
    }

    /**
     * Gives a room away whose journal is durable to its last entry; from then on it is not ours.
     *
     * @param epoch under which it is owned
     * @param done told once, on any thread
     */
    void handOver(String roomId, long epoch, Consumer<Result> done);
}
