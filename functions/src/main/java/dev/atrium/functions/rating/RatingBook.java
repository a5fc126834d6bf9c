package dev.atrium.functions.rating;

import dev.atrium.rating.Ladder;
import dev.atrium.rating.Ladders;
import dev.atrium.rating.Rating;
import dev.atrium.rating.RatingSystem;
import dev.atrium.schema.RatingRow;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How good players are believed to be now: what is stored, less known by the time since. Blocking
 * and thread-safe; {@code SdkException} where DynamoDB does not answer.
 */
public final class RatingBook {
    private final RatingRows rows;
    private final Ladders ladders;
    private final InstantSource clock;

    /**
     * The ratings of a deployment on the ladders that Atrium ships.
     *
     * @param prefix before every table's name
     * @param clock wall time
     */
    public RatingBook(DynamoDbEnhancedClient client, String prefix, InstantSource clock) {
        this.rows = new RatingRows(client, prefix);
        this.ladders = Ladders.SHIPPED;
        this.clock = clock;
    }

    /** A player's skill on a ladder; a newcomer's if he has not been rated on it. */
    public Skill of(String playerId, Ladder ladder) {
        return skill(playerId, ladder, rows.of(List.of(playerId), ladder.id()).get(playerId));
    }

    /**
     * The skills of these players on a ladder, in one call; those of newcomers among them.
     *
     * @param playerIds at most {@value RatingRows#PLAYERS_MAX} different ones
     * @return one for each, by player, in the order in which they were given
     */
    public Map<String, Skill> of(Collection<String> playerIds, Ladder ladder) {
        Map<String, RatingRow> known = rows.of(playerIds, ladder.id());
        Map<String, Skill> skills = new LinkedHashMap<>();
        for (String playerId : playerIds) {
            skills.put(playerId, skill(playerId, ladder, known.get(playerId)));
        }
        return skills;
    }

    /** A player's skills on all ladders on which he has been rated, by rising ladder. */
    public List<Skill> all(String playerId) {
        List<Skill> skills = new ArrayList<>();
        for (RatingRow row : rows.of(playerId)) {
            // A ladder that is no more has no system that could say how things stand.
            Optional<Ladder> ladder = ladders.find(row.ladder());
            ladder.ifPresent(known -> skills.add(skill(playerId, known, row)));
        }
        return List.copyOf(skills);
    }

    private Skill skill(String playerId, Ladder ladder, @Nullable RatingRow row) {
        RatingSystem system = ladder.system();
        if (row == null) {
            return new Skill(playerId, ladder, system.newcomer(), 0);
        }
        long absentMs = clock.millis() - row.lastPlayedAtMs();
        Rating now = system.afterAbsence(row.rating(), absentMs);
        return new Skill(playerId, ladder, now, row.games());
    }
}
