package dev.atrium.host.fairplay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Spot;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;

/**
 * Players who do nothing wrong, over networks that do everything wrong: they lose, delay, reorder
 * and repeat messages and stand still for seconds; connections break, hosts are lost with the last
 * moments of a room, time slips. Whoever comes back sends again what he does not know to be stored,
 * under its old numbers, no faster than others. None may be flagged, whatever the seed.
 */
class HonestPlayersTest {
    private static final int RATE_HZ = 60;
    private static final int MINUTES = 3;
    private static final int SEEDS = 25;

    /** The longest that a room is without an owner, or somebody without a connection. */
    private static final int OUTAGE_TICKS_MAX = 8 * RATE_HZ;

    /** What a network that works needs for a message at most. */
    private static final int DELAY_TICKS_MAX = 15;

    /** The longest that a network stands still and then delivers everything. */
    private static final int STALL_TICKS_MAX = 5 * RATE_HZ - DELAY_TICKS_MAX;

    private static final int MOVES_PER_SECOND_MAX = 30;

    /** One message on its way. */
    private record Sent(long arrives, long order, long number, TestMove move, int connection) {}

    /** The whole of one player, his network and his room. */
    private static final class Play {
        private final Random random;
        private final int movesPerSecond;
        private final PriorityQueue<Sent> network =
                new PriorityQueue<>(
                        Comparator.comparingLong(Sent::arrives).thenComparingLong(Sent::order));
        private final TreeMap<Long, TestMove> kept = new TreeMap<>();
        private final TreeMap<Long, TestMove> outbox = new TreeMap<>();
        private final List<Spot> past = new ArrayList<>();
        private SeatConduct seat = new SeatConduct(FairPlayLimits.ARENA, RATE_HZ, 0);
        private long tick;
        private long order;
        private long nextNumber = 1;
        private long highestSent;
        private long due;
        private long paced;
        private long applied;
        private long durable;
        private int connection = 1;
        private long outOfStep;
        private long networkStandsUntil;
        private long comesBackAt;
        private boolean connected = true;
        private long times;
        private long repeats;

        Play(long seed) {
            this.random = new Random(seed);
            this.movesPerSecond = 5 + random.nextInt(MOVES_PER_SECOND_MAX - 4);
        }

        void run() {
            while (tick < (long) MINUTES * 60 * RATE_HZ) {
                step();
            }
        }

        private boolean oneIn(int seconds) {
            return random.nextInt(seconds * RATE_HZ) == 0;
        }

        private void step() {
            if (tick > networkStandsUntil && oneIn(20)) {
                networkStandsUntil = tick + random.nextInt(STALL_TICKS_MAX);
            }
            if (connected && oneIn(15)) {
                breaks(random.nextInt(OUTAGE_TICKS_MAX));
            }
            if (oneIn(40)) {
                hostIsLost();
            }
            if (oneIn(30)) {
                seat.slipped(tick, random.nextInt(RATE_HZ));
            }
            if (oneIn(10)) {
                outOfStep++;
            }
            if (!connected && tick >= comesBackAt) {
                comesBack();
            }
            wants();
            sendsWhatIsDue();
            while (!network.isEmpty() && network.peek().arrives() <= tick) {
                arrives(network.remove());
            }
            makeTick();
            // The journal follows within a tenth of a second.
            if (tick % 6 == 0) {
                durable = applied;
                kept.headMap(durable, true).clear();
            }
        }

        private void makeTick() {
            tick++;
            Spot spot = new Spot((int) (tick % 2_000), (int) (17 * tick % 8_000));
            past.add(spot);
            if (seat.follows()) {
                seat.follow(tick, new TestMove.Place(Optional.of(spot)));
            }
        }

        /** By the wall's clock, whether he is connected or not. */
        private void wants() {
            for (due += movesPerSecond; due >= RATE_HZ; due -= RATE_HZ) {
                TestMove move = TestMove.to(random.nextInt(9));
                kept.put(nextNumber, move);
                outbox.put(nextNumber, move);
                nextNumber++;
            }
        }

        /** What leaves for the first time may say where he is; what is sent again says the same. */
        private TestMove leaving(long number, TestMove move) {
            if (number <= highestSent || random.nextInt(4) > 0 || past.size() <= RATE_HZ) {
                return move;
            }
            // What he shows is up to half a second old.
            Spot shown = past.get(past.size() - 1 - random.nextInt(RATE_HZ / 2));
            TestMove claiming = TestMove.claiming(move.wanted(), shown.x(), shown.y());
            kept.replace(number, claiming);
            return claiming;
        }

        /** In the order of the numbers, old ones too, and no faster than anybody may. */
        private void sendsWhatIsDue() {
            paced = Math.min(paced + MOVES_PER_SECOND_MAX, RATE_HZ);
            if (connected && paced >= RATE_HZ && !outbox.isEmpty()) {
                paced -= RATE_HZ;
                Map.Entry<Long, TestMove> next = outbox.pollFirstEntry();
                send(next.getKey(), leaving(next.getKey(), next.getValue()));
                highestSent = Math.max(highestSent, next.getKey());
            }
        }

        private void send(long number, TestMove move) {
            long arrives = Math.max(tick, networkStandsUntil) + random.nextInt(DELAY_TICKS_MAX);
            if (random.nextInt(100) == 0) {
                return; // Lost on the way.
            }
            network.add(new Sent(arrives, order++, number, move, connection));
            if (random.nextInt(20) == 0) {
                long again = arrives + random.nextInt(29 * RATE_HZ);
                network.add(new Sent(again, order++, number, move, connection));
            }
        }

        private void breaks(int forTicks) {
            connected = false;
            connection++;
            comesBackAt = tick + forTicks;
        }

        /** He is told what is stored, and sends again what is not, with what he wants by now. */
        private void comesBack() {
            connected = true;
            outOfStep = random.nextInt(5);
            seat.came(tick, applied, outOfStep);
            kept.headMap(durable, true).clear();
            outbox.clear();
            outbox.putAll(kept);
        }

        /** Another goes on from what is stored; its counts begin anew. */
        private void hostIsLost() {
            applied = durable;
            seat = new SeatConduct(FairPlayLimits.ARENA, RATE_HZ, tick);
            seat.came(tick, applied, 0);
            breaks(RATE_HZ + random.nextInt(OUTAGE_TICKS_MAX - RATE_HZ));
        }

        /** The room takes each number once, and from the seat's last connection alone. */
        private void arrives(Sent sent) {
            if (sent.connection() != connection || !connected) {
                return;
            }
            seat.heard(tick, sent.number());
            Ruling ruling;
            if (sent.number() <= applied) {
                repeats++;
                ruling = seat.repeated(sent.number(), sent.move());
            } else if (random.nextInt(50) == 0) {
                ruling = seat.refused(tick, "warrior-fallen");
            } else {
                times++;
                applied = sent.number();
                ruling = seat.took(tick, sent.number(), sent.move(), outOfStep);
            }
            assertEquals(Ruling.FAIR, ruling, () -> sent + " at tick " + tick);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000_001, 2_000_003, 3_000_017})
    void areNeverFlagged(long first) {
        long times = 0;
        long repeats = 0;
        for (long seed = first; seed < first + SEEDS; seed++) {
            Play play = new Play(seed);
            try {
                play.run();
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
            assertEquals(Map.of(), play.seat.flags(), "seed " + seed);
            times += play.times;
            repeats += play.repeats;
        }
        // Else this would prove nothing.
        assertTrue(times > SEEDS * 500, times + " taken");
        assertTrue(repeats > SEEDS * 50, repeats + " sent again or twice");
    }
}
