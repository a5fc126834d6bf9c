package dev.atrium.localstack.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one player of a party was told of each round's end, in views and in events. On the crowd's
 * event loop until that has been asked for the last time.
 */
final class PartyTold {
    private final TreeMap<Integer, JsonNode> results = new TreeMap<>();
    private final TreeMap<Integer, JsonNode> eliminations = new TreeMap<>();
    private int otherwise;
    private JsonNode revealed = MissingNode.getInstance();

    /** A view came. */
    void view(JsonNode state) {
        int round = state.path("round").asInt();
        tell(eliminations, round, state.path("elimination"));
        tell(results, round, state.path("results"));
    }

    /** An event came: together the two of a round's end tell what the view of it has. */
    void event(String type, JsonNode data) {
        if (type.equals("all-votes-submitted")) {
            revealed = data;
        } else if (type.equals("final-round-scores") && revealed instanceof ObjectNode half) {
            ObjectNode whole = half.deepCopy();
            whole.set("scores", data.path("scores"));
            whole.set("standings", data.path("standings"));
            tell(results, data.path("roundNumber").asInt(), whole);
        }
    }

    private void tell(SortedMap<Integer, JsonNode> told, int round, JsonNode what) {
        if (what.isObject()) {
            JsonNode before = told.putIfAbsent(round, what);
            otherwise += before == null || before.equals(what) ? 0 : 1;
        }
    }

    /** Adds what he was told to what all of his room were told. */
    void addTo(PartyTold all) {
        results.forEach((round, what) -> all.tell(all.results, round, what));
        eliminations.forEach((round, what) -> all.tell(all.eliminations, round, what));
        all.otherwise += otherwise;
    }

    /** The results, by round. */
    SortedMap<Integer, JsonNode> results() {
        return Collections.unmodifiableSortedMap(results);
    }

    /** How eliminations went, by round. */
    SortedMap<Integer, JsonNode> eliminations() {
        return Collections.unmodifiableSortedMap(eliminations);
    }

    /** How often a round was told otherwise than before. */
    int otherwise() {
        return otherwise;
    }
}
