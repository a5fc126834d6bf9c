package dev.atrium.host.metrics;

import dev.atrium.host.input.BreachMeter;
import dev.atrium.host.input.BreachMeters;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Breaches of limits on input, by game and action. As many as games have messages. */
final class BreachCounts implements BreachMeters {
    private final MeterRegistry registry;

    /** Micrometer holds what it counts weakly; and two versions of a game count together. */
    private final Map<Limited, Counts> counts = new ConcurrentHashMap<>();

    private record Limited(String game, String action) {}

    BreachCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    private record Counts(LongAdder rate, LongAdder size) implements BreachMeter {
        @Override
        public void breached(Kind kind) {
            switch (kind) {
                case RATE -> rate.increment();
                case SIZE -> size.increment();
            }
        }
    }

    @Override
    public BreachMeter of(String game, String action) {
        return counts.computeIfAbsent(new Limited(game, action), this::register);
    }

    private Counts register(Limited limited) {
        return new Counts(register(limited, "rate"), register(limited, "size"));
    }

    private LongAdder register(Limited limited, String kind) {
        LongAdder count = new LongAdder();
        FunctionCounter.builder("atrium.input.breaches", count, LongAdder::doubleValue)
                .description("Messages refused for their rate or size")
                .tags("game", limited.game(), "action", limited.action(), "kind", kind)
                .register(registry);
        return count;
    }
}
