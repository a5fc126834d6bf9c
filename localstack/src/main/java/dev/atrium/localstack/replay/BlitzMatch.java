package dev.atrium.localstack.replay;

import dev.atrium.dice.Seed;
import dev.atrium.game.Seat;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.identity.SigningKey;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalFile;
import dev.atrium.proof.HostlessRoom;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.ReplayFile;
import dev.atrium.room.RoomId;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A Blitz of its full size, played by house bots to its end and journalled as a host does: every
 * command, and a mark with a hash each second. The same number plays the same match.
 */
final class BlitzMatch {
    static final int SEATS = 20;

    private static final int TICK_RATE_HZ = 60;
    private static final long FINISHED_AT_MS = 1_795_151_105_000L;

    private final HostlessRoom room;

    private BlitzMatch(HostlessRoom room) {
        this.room = room;
    }

    private static SortedMap<String, String> one() {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("warriors", "1");
        return options;
    }

    static BlitzMatch played(long number) {
        Seed seed = Seed.of(ByteBuffer.allocate(Seed.BYTES).putLong(number).array());
        List<Seat> seats =
                IntStream.range(0, SEATS)
                        .mapToObj(i -> new Seat(i, "p-" + i, "P" + i, "fox", true, one()))
                        .toList();
        HostlessRoom room = HostlessRoom.open(new BlitzGame(), RoomId.draw().value(), seed, seats);
        room.seatBots();
        room.playToTheEnd();
        return new BlitzMatch(room);
    }

    /** The longest of so many, since most are over before time is up. */
    static BlitzMatch longestOf(int matches) {
        BlitzMatch longest = played(1);
        for (int number = 2; number <= matches; number++) {
            BlitzMatch next = played(number);
            longest = next.ticks() > longest.ticks() ? next : longest;
        }
        return longest;
    }

    long ticks() {
        return room.machine().tick();
    }

    int inputs() {
        return (int) room.entries().stream().filter(e -> e instanceof JournalEntry.Applied).count();
    }

    JournalFile journal() {
        return room.journal();
    }

    /** As its host would leave it, signed with that key. */
    ReplayFile replay(SigningKey key) {
        long startedAtMs = FINISHED_AT_MS - ticks() * 1_000 / TICK_RATE_HZ;
        return ReplayFile.signed(
                journal(),
                OutcomeDocument.of(room.outcome(startedAtMs, FINISHED_AT_MS, "resimulation")),
                key);
    }
}
