package dev.atrium.localstack.matchsim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.match.MatchRules;
import dev.atrium.match.MatchRulesFile;
import dev.atrium.wire.Json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What a trace of 100,000 tickets comes to under two sets of rules. */
final class GoldenSimulation {
    /** Beside this class, in the resources. */
    static final String NAME = "golden.json";

    private static final int TICKETS = 100_000;
    private static final long SEED = 7;

    private GoldenSimulation() {}

    static MatchRules ranked() {
        return MatchRulesFile.parse("ranked.json", resource("ranked.json")).of("arena.ranked");
    }

    static byte[] resource(String name) {
        try (InputStream in = GoldenSimulation.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SimulationReport play(MatchRules rules) {
        return SimulationReport.of(
                MatchSimulation.play(rules, TraceGenerator.generate(TICKETS, SEED, rules)));
    }

    /** Both sets of figures as text, which ends with a line break. */
    static String text() {
        ObjectNode all = Json.mapper().createObjectNode();
        all.set("blitz", play(MatchRulesFile.shipped().of("arena.blitz")).json());
        all.set("ranked", play(ranked()).json());
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
