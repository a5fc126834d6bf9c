package dev.atrium.localstack.load.party;

import java.util.Map;
import java.util.TreeMap;

/** The votes that the players of a room sent in one phase, to be held against its result. Pure. */
final class VoteLedger {
    private final TreeMap<Integer, String> votes = new TreeMap<>();

    /** A player votes; what he voted for before counts no more. */
    void cast(int player, String vote) {
        votes.put(player, vote);
    }

    /** How many have voted. */
    int size() {
        return votes.size();
    }

    /**
     * Votes that a result does not count, or counts and nobody sent.
     *
     * @param counted how many votes each text has
     */
    int differences(Map<String, Integer> counted) {
        TreeMap<String, Integer> left = new TreeMap<>(counted);
        votes.values().forEach(vote -> left.merge(vote, -1, Integer::sum));
        return left.values().stream().mapToInt(Math::abs).sum();
    }
}
