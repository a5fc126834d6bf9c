package dev.atrium.localstack.scenario.party;

import java.util.List;
import java.util.Optional;

/**
 * What somebody may vote for.
 *
 * @param round from 1
 * @param shown texts in the order shown, without his own and what is out
 * @param timeLimitMs how long the phase is, in the game's time
 * @param known the question's answers, if he has read them somewhere
 */
public record Ballot(int round, List<String> shown, long timeLimitMs, Optional<Solution> known) {
    /** Copies the list. */
    public Ballot {
        shown = List.copyOf(shown);
    }
}
