package dev.atrium.scaling.sim;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The kinds of traces that policies are compared on; one of each is committed. */
public enum TraceKind {
    /**
     * Five days that are alike but for chance: a quiet night, a busy evening, and two sieges at the
     * same hours, for which people come within minutes.
     */
    DAY_CURVE,
    /**
     * Three days: a tournament on the second evening, which was announced the day before, and a
     * crowd on the third afternoon, which nobody announced.
     */
    FLASH_CROWD,
    /**
     * Three days: on the third, before the evening, another region fails. Its players come at once,
     * and a zone with a third of the hosts is lost at the same time.
     */
    REGIONAL_OUTAGE;

    /** The seed of the committed traces. */
    public static final long COMMITTED_SEED = 1;

    /** The name on the command line and, with {@code .csv}, of the resource. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of that label, if there is one. */
    public static Optional<TraceKind> of(String label) {
        for (TraceKind kind : values()) {
            if (kind.label().equals(label)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Makes up a trace; the same seed makes the same. */
    public LoadTrace generate(long seed) {
        LoadTraceGenerator generator = new LoadTraceGenerator(seed);
        return switch (this) {
            case DAY_CURVE -> generator.dayCurve();
            case FLASH_CROWD -> generator.flashCrowd();
            case REGIONAL_OUTAGE -> generator.regionalOutage();
        };
    }

    /** The text of the committed trace. */
    public String committedText() {
        String name = label() + ".csv";
        try (InputStream file = TraceKind.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException(name + " is not in the build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The committed trace. */
    public LoadTrace committed() {
        return LoadTraceText.parse(label() + ".csv", committedText().lines().toList());
    }
}
