package dev.atrium.localstack.scenario.party;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the players of a round had accepted, each the last that he gave, by name.
 *
 * @param answers what they wrote
 * @param suspicions what they voted for in the elimination
 * @param votes what they voted for in the voting
 */
public record RoundGiven(
        SortedMap<String, String> answers,
        SortedMap<String, String> suspicions,
        SortedMap<String, String> votes) {
    /** A round in which nobody has given anything yet. */
    public static RoundGiven none() {
        return new RoundGiven(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }
}
