package dev.atrium.board;

import dev.atrium.schema.BoardRow;
import dev.atrium.schema.PlayerRow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A leaderboard, as data. Pure and immutable.
 *
 * @param name in paths and keys: 1 to 32 small letters, digits and dashes
 * @param feed which results it can rank by
 * @param games whose results count: ids, or {@code *} for all of the feed
 * @param fields what ranks, the most important first, 1 to {@value #FIELDS_MAX}; all of them fit
 *     into one number below 2^53, up to which a double of Redis holds every whole number
 * @param join what a further result does
 * @param reset when a new season begins; one season for all time if there is none
 * @param size how many ranks are kept of a season that is over, 1 to {@value #SIZE_MAX}
 * @param graceMs how long after a season's end results are awaited, in ms, {@value #GRACE_MS_MIN}
 *     to {@value #GRACE_MS_MAX}
 * @param rewards of the ranks of a season, in order, within {@code size}; none without reset
 */
public record BoardDefinition(
        String name,
        Feed feed,
        List<String> games,
        List<ScoreField> fields,
        Join join,
        Optional<Cron> reset,
        int size,
        long graceMs,
        List<Reward> rewards) {
    /** Of one board. */
    public static final int FIELDS_MAX = 4;

    /** An archive is read whole, into the memory of a function. */
    public static final int SIZE_MAX = 10_000;

    /** A minute. */
    public static final long GRACE_MS_MIN = 60_000;

    /** A day. */
    public static final long GRACE_MS_MAX = 86_400_000;

    /** Of one season: each is a transaction. */
    public static final int REWARDED_MAX = 1_000;

    /**
     * How long a settlement that began within the grace may take, in ms: longer than a function may
     * run, and than clocks differ.
     */
    public static final long SETTLING_MS = 120_000;

    /** Behind the id of a season in the record: its results that came too late. */
    public static final String LATE = "-late";

    /** What a further result does to those before it. The order of results never matters. */
    public enum Join {
        /** The best one counts. */
        BEST,
        /** All are added. */
        SUM,
        /** The one of the match that ended last counts. */
        LAST
    }

    public BoardDefinition {
        games = List.copyOf(games);
        fields = List.copyOf(fields);
        rewards = List.copyOf(rewards);
        require(name.matches("[a-z][a-z0-9-]{0,31}"), "name", "small letters, digits and dashes");
        require(!games.isEmpty() && games.size() <= 16, "games", "1 to 16");
        String family = feed.family() + ".";
        for (String game : games) {
            require(
                    game.equals("*") || (game.startsWith(family) && game.length() <= 64),
                    "games",
                    "* or games of " + feed.family());
        }
        require(!fields.isEmpty() && fields.size() <= FIELDS_MAX, "fields", "1 to " + FIELDS_MAX);
        long product = 1;
        for (ScoreField field : fields) {
            require(feed.statistics().contains(field.name()), "fields.name", feed.statistics());
            require(
                    feed.statistics().containsAll(field.per().stream().toList()),
                    "fields.per",
                    feed.statistics());
            require(field.per().isEmpty() || join == Join.SUM, "fields.per", "with join=sum");
            require(
                    join == Join.SUM || !field.name().equals(Feed.PLAYED),
                    "fields.name",
                    "played with join=sum");
            require(
                    field.max() < ScoreField.MAX_MAX / product,
                    "fields.max",
                    "all together below 2^53");
            product *= field.max() + 1;
        }
        require(size >= 1 && size <= SIZE_MAX, "size", "1 to " + SIZE_MAX);
        require(
                graceMs >= GRACE_MS_MIN && graceMs <= GRACE_MS_MAX,
                "graceMinutes",
                "1 to " + GRACE_MS_MAX / 60_000);
        require(rewards.isEmpty() || reset.isPresent(), "rewards", "with a reset only");
        int last = 0;
        for (Reward reward : rewards) {
            require(reward.from() > last, "rewards.from", "behind the range before");
            last = reward.to();
        }
        require(last <= Math.min(size, REWARDED_MAX), "rewards.to", "up to size and 1000");
    }

    private static void require(boolean held, String field, Object allowed) {
        if (!held) {
            throw new IllegalArgumentException(field + " (allowed: " + allowed + ")");
        }
    }

    /** Whether results of that game count. */
    public boolean counts(String game) {
        return game.startsWith(feed.family() + ".")
                && (games.contains("*") || games.contains(game));
    }

    /** All fields in one number: the higher the better, 0 to below 2^53. */
    public long score(Map<String, Long> statistics) {
        long score = 0;
        for (ScoreField field : fields) {
            score = score * (field.max() + 1) + field.rank(statistics);
        }
        return score;
    }

    // -- seasons --------------------------------------------------------------------------------

    /** The season that a time belongs to. */
    public Season season(long atMs) {
        Instant at = Instant.ofEpochMilli(atMs);
        return reset.map(cron -> Season.between(cron.lastAt(at), cron.next(at)))
                .orElse(Season.ALL_TIME);
    }

    /** The season of that id; empty if there never is one. */
    public Optional<Season> season(String id) {
        if (reset.isEmpty()) {
            return Optional.of(Season.ALL_TIME).filter(season -> season.id().equals(id));
        }
        return Season.start(id)
                .map(start -> season(start.toEpochMilli()))
                .filter(season -> season.id().equals(id));
    }

    /**
     * Under which name of a season a result is recorded that is settled at that time: what comes
     * after the grace has a name of its own, so that it is counted and moves neither a rank nor a
     * reward.
     */
    public String recordedIn(Season season, long nowMs) {
        boolean late = !season.allTime() && nowMs >= season.endMs() + graceMs;
        return late ? season.id() + LATE : season.id();
    }

    /** Whether nothing that moves rewards can still be on its way to the record. */
    public boolean due(Season season, long nowMs) {
        return !season.allTime() && nowMs >= season.endMs() + graceMs + SETTLING_MS;
    }

    /** What a rank is paid, 0 for nothing. */
    public long reward(int rank) {
        return rewards.stream()
                .filter(reward -> reward.from() <= rank && rank <= reward.to())
                .mapToLong(Reward::amount)
                .sum();
    }

    // -- joining --------------------------------------------------------------------------------

    /**
     * A player's row with a further result. Whatever the order of results, the end is the same but
     * for the version.
     *
     * @param row his row of the same season, {@link BoardRow#none} if there is none
     */
    public BoardRow joined(BoardRow row, PlayerRow player, BoardResult result) {
        boolean first = row.version() == 0;
        boolean taken = first || takes(row, result);
        TreeMap<String, Long> statistics = new TreeMap<>(taken ? result.statistics() : Map.of());
        if (join == Join.SUM) {
            row.statistics().forEach((key, value) -> statistics.merge(key, value, Long::sum));
        } else {
            if (!taken) {
                statistics.putAll(row.statistics());
            }
            statistics.put(Feed.PLAYED, row.statistics().getOrDefault(Feed.PLAYED, 0L) + 1);
        }
        return new BoardRow(
                row.boardShard(),
                row.playerId(),
                player.name(),
                player.icon(),
                score(statistics),
                taken ? reachedAt(row, result) : row.reachedAtMs(),
                taken && join != Join.SUM ? result.roomId() : row.roomId(),
                statistics,
                row.version() + 1);
    }

    /** Whether a result counts beside, or instead of, those of a row. */
    private boolean takes(BoardRow row, BoardResult result) {
        return switch (join) {
            case SUM -> true;
            case LAST -> {
                int order = Long.compare(result.finishedAtMs(), row.reachedAtMs());
                yield order > 0 || (order == 0 && result.roomId().compareTo(row.roomId()) > 0);
            }
            case BEST -> {
                int order = Long.compare(score(result.statistics()), row.score());
                int earlier = Long.compare(row.reachedAtMs(), result.finishedAtMs());
                boolean sooner =
                        earlier > 0
                                || (earlier == 0 && result.roomId().compareTo(row.roomId()) < 0);
                yield order > 0 || (order == 0 && sooner);
            }
        };
    }

    /** A sum is reached by the last match that moved it; one that none has moved, by the first. */
    private long reachedAt(BoardRow row, BoardResult result) {
        if (join != Join.SUM || row.version() == 0) {
            return result.finishedAtMs();
        }
        boolean moved = moves(row.statistics());
        if (moves(result.statistics())) {
            return moved
                    ? Math.max(row.reachedAtMs(), result.finishedAtMs())
                    : result.finishedAtMs();
        }
        return moved ? row.reachedAtMs() : Math.min(row.reachedAtMs(), result.finishedAtMs());
    }

    private boolean moves(Map<String, Long> statistics) {
        return fields.stream().anyMatch(field -> field.moves(statistics));
    }
}
