package dev.atrium.game.party;

import dev.atrium.message.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The votes of one phase: one for each voter, whichever he gave last. */
final class Ballot {
    /** The answer that a seat votes for, by its place among those shown. */
    private final TreeMap<Integer, Integer> votes = new TreeMap<>();

    /** A vote as it is written. */
    record Vote(int seat, int answer) implements Message {}

    static Ballot of(List<Vote> votes, int answers) {
        Ballot ballot = new Ballot();
        for (Vote vote : votes) {
            boolean known = vote.answer() >= 0 && vote.answer() < answers;
            if (!known || ballot.votes.put(vote.seat(), vote.answer()) != null) {
                throw new IllegalArgumentException("no vote: " + vote);
            }
        }
        return ballot;
    }

    List<Vote> kept() {
        List<Vote> kept = new ArrayList<>(votes.size());
        votes.forEach((seat, answer) -> kept.add(new Vote(seat, answer)));
        return kept;
    }

    /**
     * Counts a vote in the place of the one that the seat gave before.
     *
     * @return whether it is the seat's first
     */
    boolean cast(int seat, int answer) {
        return votes.put(seat, answer) == null;
    }

    /** Takes a vote back, if there is one. */
    void withdraw(int seat) {
        votes.remove(seat);
    }

    boolean has(int seat) {
        return votes.containsKey(seat);
    }

    /** How many have voted. */
    int size() {
        return votes.size();
    }

    /** What a seat votes for. */
    Optional<Integer> of(int seat) {
        return Optional.ofNullable(votes.get(seat));
    }

    /** Whether that is what a seat votes for. */
    boolean isFor(int seat, int answer) {
        Integer vote = votes.get(seat);
        return vote != null && vote == answer;
    }

    /** Votes for each of so many answers. */
    int[] counts(int answers) {
        int[] counts = new int[answers];
        for (int answer : votes.values()) {
            counts[answer]++;
        }
        return counts;
    }

    /** The one answer with the most votes; none if several have as many, or nobody voted. */
    static OptionalInt top(int[] counts) {
        int top = -1;
        int most = 0;
        for (int answer = 0; answer < counts.length; answer++) {
            if (counts[answer] > most) {
                top = answer;
                most = counts[answer];
            } else if (counts[answer] == most) {
                top = -1;
            }
        }
        return top < 0 ? OptionalInt.empty() : OptionalInt.of(top);
    }
}
