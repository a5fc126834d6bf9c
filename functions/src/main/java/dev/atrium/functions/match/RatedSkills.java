package dev.atrium.functions.match;

import dev.atrium.functions.rating.RatingBook;
import dev.atrium.functions.rating.Skill;
import dev.atrium.match.WaitingTicket;
import dev.atrium.rating.Ladder;
import dev.atrium.rating.Ladders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Skills as players were rated; of who never was, a newcomer's. */
final class RatedSkills implements Skills {
    private static final Logger LOG = LoggerFactory.getLogger(RatedSkills.class);

    private final RatingBook ratings;

    RatedSkills(RatingBook ratings) {
        this.ratings = ratings;
    }

    @Override
    public int of(String game, List<String> playerIds) {
        Optional<Ladder> ladder = Ladders.SHIPPED.find(game);
        if (ladder.isEmpty()) {
            return UNKNOWN;
        }
        try {
            return mean(ratings.of(playerIds, ladder.get()).values());
        } catch (RuntimeException e) {
            // He is matched all the same, as somebody of whom nothing is known.
            LOG.warn("skills of {} cannot be read now: {}", game, e.toString());
            return UNKNOWN;
        }
    }

    private static int mean(Collection<Skill> skills) {
        double sum = skills.stream().mapToDouble(Skill::mean).sum();
        long mean = Math.round(sum / skills.size());
        return Math.clamp(mean, WaitingTicket.SKILL_MIN, WaitingTicket.SKILL_MAX);
    }
}
