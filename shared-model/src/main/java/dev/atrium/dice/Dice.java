package dev.atrium.dice;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Map;
import java.util.TreeMap;

/**
 * All dice of one room: named streams under one seed. A stream's rolls depend on the seed, its name
 * and how often it was rolled, and on nothing else; so a roll that some viewer must not see goes
 * through a stream of its own.
 *
 * <p>Positions are state: they are written into snapshots and hashed. Not thread-safe.
 */
public final class Dice {
    private static final int STREAMS_MAX = 100_000;

    private final Seed seed;
    private final TreeMap<String, DiceStream> streams = new TreeMap<>();

    private Dice(Seed seed) {
        this.seed = seed;
    }

    /** Dice that were never rolled. */
    public static Dice of(Seed seed) {
        return new Dice(seed.derive("atrium/dice/1"));
    }

    /**
     * Dice as {@link #write} left them, under the same seed.
     *
     * @throws StateFormatException if the bytes are not such positions
     */
    public static Dice restore(Seed seed, StateReader state) {
        Dice dice = of(seed);
        int count = state.count(12);
        if (count > STREAMS_MAX) {
            throw new StateFormatException("more than " + STREAMS_MAX + " dice streams");
        }
        String previous = "";
        for (int i = 0; i < count; i++) {
            String name = state.text();
            long position = state.int64();
            if (name.compareTo(previous) <= 0 || position < 1) {
                throw new StateFormatException("dice streams by rising name, each rolled");
            }
            dice.byName(name).moveTo(position);
            previous = name;
        }
        return dice;
    }

    /**
     * The stream of that purpose; the same one at every call.
     *
     * @param purpose what is rolled, such as {@code damage}; without a slash
     */
    public DiceStream stream(String purpose) {
        return byName(checked(purpose));
    }

    /**
     * The stream of that purpose for one thing, such as a seat.
     *
     * @param purpose what is rolled; without a slash
     * @param id for whom or what
     */
    public DiceStream stream(String purpose, String id) {
        return byName(checked(purpose) + "/" + id);
    }

    /** Writes the position of each stream that was rolled, by name. */
    public void write(StateWriter out) {
        int rolled = 0;
        for (DiceStream stream : streams.values()) {
            if (stream.position() > 0) {
                rolled++;
            }
        }
        out.int32(rolled);
        for (Map.Entry<String, DiceStream> stream : streams.entrySet()) {
            if (stream.getValue().position() > 0) {
                out.text(stream.getKey()).int64(stream.getValue().position());
            }
        }
    }

    private static String checked(String purpose) {
        if (purpose.isEmpty() || purpose.indexOf('/') >= 0) {
            throw new IllegalArgumentException("a purpose is not empty and has no slash");
        }
        return purpose;
    }

    private DiceStream byName(String name) {
        DiceStream known = streams.get(name);
        if (known != null) {
            return known;
        }
        if (streams.size() >= STREAMS_MAX) {
            throw new IllegalStateException("more than " + STREAMS_MAX + " dice streams");
        }
        DiceStream opened = new DiceStream(seed, name);
        streams.put(name, opened);
        return opened;
    }
}
