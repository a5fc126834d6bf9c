package dev.atrium.localstack.faults;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds what the players of a party were told of each round against what counts in it by the room's
 * journal: each answer is shown once, by who wrote it, and each vote is counted once. Pure.
 */
final class PartyAudit {
    private final int rounds;
    private long counted;
    private long miscounted;
    private int untold;

    /**
     * An audit of a party.
     *
     * @param rounds that it has
     */
    PartyAudit(int rounds) {
        this.rounds = rounds;
    }

    /**
     * Looks at all rounds.
     *
     * @param names by seat
     */
    void look(
            SortedMap<Integer, PartyHistory.Counted> history,
            PartyTold told,
            SortedMap<Integer, String> names) {
        for (int round = 1; round <= rounds; round++) {
            JsonNode results = told.results().get(round);
            JsonNode elimination = told.eliminations().get(round);
            PartyHistory.Counted expected =
                    history.getOrDefault(round, PartyHistory.Counted.nothing());
            if (results == null || elimination == null) {
                untold++;
                continue;
            }
            answers(expected.answers(), results.path("answers"), names);
            votes(expected.suspicions().values(), elimination.path("voteCounts"));
            votes(expected.votes().values(), results.path("voteCounts"));
        }
    }

    private void answers(
            SortedMap<Integer, String> expected, JsonNode shown, SortedMap<Integer, String> names) {
        List<String> wanted = new ArrayList<>();
        expected.forEach((seat, text) -> wanted.add(names.get(seat) + ": " + text));
        List<String> found = new ArrayList<>();
        for (JsonNode answer : shown) {
            for (JsonNode author : answer.path("authors")) {
                found.add(author.asText() + ": " + answer.path("text").asText());
            }
        }
        compare(counts(wanted), counts(found));
    }

    private void votes(Collection<String> expected, JsonNode voteCounts) {
        Map<String, Integer> found = new HashMap<>();
        voteCounts.properties().forEach(e -> found.put(e.getKey(), e.getValue().asInt()));
        compare(counts(expected), found);
    }

    private static Map<String, Integer> counts(Collection<String> texts) {
        Map<String, Integer> counts = new TreeMap<>();
        texts.forEach(text -> counts.merge(text, 1, Integer::sum));
        return counts;
    }

    private void compare(Map<String, Integer> expected, Map<String, Integer> found) {
        Set<String> all = new HashSet<>(expected.keySet());
        all.addAll(found.keySet());
        for (String text : all) {
            int wanted = expected.getOrDefault(text, 0);
            counted += wanted;
            miscounted += Math.abs(wanted - found.getOrDefault(text, 0));
        }
    }

    /** Answers and votes that are to be counted. */
    long counted() {
        return counted;
    }

    /** Those of them that results lack, and those that they have too many. */
    long miscounted() {
        return miscounted;
    }

    /** Rounds of whose end nobody was told. */
    int untold() {
        return untold;
    }
}
