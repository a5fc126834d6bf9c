package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;
import dev.atrium.game.Verdict;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** How long a vote takes to be applied, with the count that the last of eight brings about. */
class PartyVoteSpeedTest {
    private static final int PLAYERS = 8;
    private static final int WARM_UP_ROUNDS = 400;
    private static final int ROUNDS = 800;

    /** What the game's source allows is ten times as much. */
    private static final long P99_NANOS_MAX = 1_000_000;

    @Test
    void aVoteOfEightWithItsCountTakesLessThanAMillisecond() {
        measure(WARM_UP_ROUNDS);
        long[] nanos = measure(ROUNDS);
        Arrays.sort(nanos);
        long median = nanos[nanos.length / 2];
        long p99 = nanos[nanos.length * 99 / 100];
        // Printed since a run that passes should show what it measured, too.
        System.out.printf(
                "measured: a vote of %d, with its count: median %.1f us, p99 %.1f us, of %d%n",
                PLAYERS, median / 1e3, p99 / 1e3, nanos.length);
        assertTrue(p99 <= P99_NANOS_MAX, p99 + " ns");
    }

    /** Nanoseconds of every vote of so many rounds, in both phases. */
    private static long[] measure(int rounds) {
        long[] nanos = new long[rounds * PLAYERS * 2];
        int measured = 0;
        PartyRoom room = PartyRoom.game(PLAYERS);
        for (int round = 0; round < rounds; round++) {
            if (room.machine.finished()) {
                room = PartyRoom.game(PartyMode.LONG, round, PLAYERS);
            }
            for (int seat = 0; seat < PLAYERS; seat++) {
                room.command(seat, PartyRoom.answering("answer of seat " + seat));
            }
            for (Phase phase : List.of(Phase.ELIMINATION, Phase.VOTING)) {
                for (int seat = 0; seat < PLAYERS; seat++) {
                    String text = seat % 2 == 0 ? room.correct() : room.robot();
                    Input.Command vote =
                            room.of(
                                    seat,
                                    phase == Phase.ELIMINATION
                                            ? PartyRoom.eliminating(text)
                                            : PartyRoom.voting(text));
                    long before = System.nanoTime();
                    Verdict verdict = room.machine.apply(vote, room);
                    nanos[measured++] = System.nanoTime() - before;
                    assertTrue(verdict instanceof Verdict.Accepted);
                }
            }
            room.forget();
            room.nextRound();
        }
        return nanos;
    }
}
