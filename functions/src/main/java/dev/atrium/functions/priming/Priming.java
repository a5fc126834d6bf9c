package dev.atrium.functions.priming;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;

/** Steps that make the first call fast. None of them is needed: one that fails is passed over. */
public final class Priming {
    private static final Logger LOG = LoggerFactory.getLogger(Priming.class);

    private Priming() {}

    /**
     * One thing to do.
     *
     * @param name for the log
     * @param action what to do; ends within seconds
     */
    public record Step(String name, Action action) {}

    /** Does it. */
    @FunctionalInterface
    public interface Action {
        /**
         * Runs.
         *
         * @throws Exception if it went only as far as it could; what was loaded until then is
         */
        void run() throws Exception;
    }

    /** Runs all of them in their order; the names of those that were cut short. Never throws. */
    public static List<String> run(List<Step> steps) {
        List<String> cutShort = new ArrayList<>();
        for (Step step : steps) {
            try {
                step.action().run();
            } catch (Exception e) {
                // Nobody has asked for anything yet, and whoever asks loads the rest.
                cutShort.add(step.name());
                LOG.info("priming of {} was cut short: {}", step.name(), e.toString());
            }
        }
        return cutShort;
    }
}
