package dev.atrium.functions.settle;

import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.rating.Ladders;
import dev.atrium.settle.RatedMatch;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a family of games keeps, and before that the ratings of those who met, if a ladder takes the
 * game. They come first: nothing that a family shows last is shown before they are there.
 *
 * @param kept by the family
 * @param ladders on which games are rated
 * @param rating books it
 */
record RatedRecords(Records kept, Ladders ladders, RatingStep rating) implements Records {
    @Override
    public List<Step> steps(Outcome outcome, OutcomeProof.Result.Proven proven) {
        // First asked, since it refuses outcomes that contradict themselves.
        List<Step> steps = kept.steps(outcome, proven);
        return RatedMatch.of(outcome, ladders)
                .map(match -> Stream.concat(Stream.of(rate(match)), steps.stream()).toList())
                .orElse(steps);
    }

    private Step rate(RatedMatch match) {
        return nowMs -> rating.book(match, nowMs);
    }
}
