package dev.atrium.functions.season;

import dev.atrium.archive.Archive;
import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.board.BoardPlace;
import dev.atrium.board.Season;
import dev.atrium.board.SeasonArchive;
import dev.atrium.escrow.Rewards;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.SeasonRow;
import dev.atrium.schema.Tables;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/**
 * Ends seasons: archives those whose time has come, and pays their rewards.
 *
 * <p>The order is what makes it safe. The archive is stored under its own hash; then one
 * conditional write names it as the season's, and whoever was slower drops his; then rewards are
 * paid by the named archive alone, each keyed by board, season and player. So a result that is
 * settled in between, a crash and a second run change neither who is paid nor how often. Blocking
 * and thread-safe.
 */
public final class SeasonCloser {
    private static final Logger LOG = LoggerFactory.getLogger(SeasonCloser.class);

    /** Of one board in one run; the next run goes on. Older ones come first. */
    private static final int SEASONS_MAX = 20;

    /** How long Redis still shows a season that is archived, for pages that are being read. */
    private static final long SHOWN_S = 3_600;

    private final Stores stores;
    private final BoardCatalog boards;
    private final SeasonBook book;
    private final Rewards rewards;
    private final InstantSource clock;

    /** What seasons are kept in. */
    public record Stores(
            DynamoDbEnhancedClient dynamo,
            String tablePrefix,
            Archive archive,
            Supplier<RedisClusterCommands<String, String>> redis,
            RedisKeys keys) {}

    /** A closer of these boards. */
    public SeasonCloser(Stores stores, BoardCatalog boards, Rewards rewards, InstantSource clock) {
        this.stores = stores;
        this.boards = boards;
        this.book = new SeasonBook(stores.dynamo(), stores.tablePrefix());
        this.rewards = rewards;
        this.clock = clock;
    }

    /**
     * Does what is due on every board. What fails on one board keeps no other waiting.
     *
     * @throws IllegalStateException if some failed, after all were tried; the next run tries again
     */
    public void run() {
        List<String> failed = new ArrayList<>();
        for (BoardDefinition board : boards.all()) {
            if (board.reset().isEmpty()) {
                continue;
            }
            try {
                open(board);
                for (SeasonRow row : book.unfinished(board.name(), SEASONS_MAX)) {
                    end(board, row);
                }
            } catch (RuntimeException e) {
                LOG.error("board {}: its seasons are not ended", board.name(), e);
                failed.add(board.name());
            }
        }
        if (!failed.isEmpty()) {
            throw new IllegalStateException("seasons are not ended: " + failed);
        }
    }

    /**
     * Notes the seasons from the last known one to the present one, so that none is passed over
     * however long nothing ran. A new board begins with the season before the present one, of which
     * results may still come.
     */
    private void open(BoardDefinition board) {
        long nowMs = clock.millis();
        Season present = board.season(nowMs);
        List<SeasonRow> last = book.newest(board.name(), 1);
        Season next =
                last.isEmpty()
                        ? board.season(present.startMs() - 1)
                        : board.season(last.getFirst().endMs());
        for (int i = 0; i < SEASONS_MAX && next.startMs() <= present.startMs(); i++) {
            book.open(board.name(), next);
            next = board.season(next.endMs());
        }
    }

    private void end(BoardDefinition board, SeasonRow row) {
        Season season = new Season(row.season(), row.startMs(), row.endMs());
        SeasonRow now = row;
        if (now.state() == SeasonRow.State.OPEN) {
            if (!board.due(season, clock.millis())) {
                return;
            }
            now = archive(board, season, now);
        }
        if (now.state() == SeasonRow.State.ARCHIVED) {
            pay(board, now);
            expire(board, season);
        }
    }

    private SeasonRow archive(BoardDefinition board, Season season, SeasonRow open) {
        SeasonArchive archive = judged(board, season);
        byte[] document = archive.encode();
        String hash = SeasonArchive.hash(document);
        try {
            stores.archive().put(SeasonArchive.key(board.name(), season.id(), hash), document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        book.archived(open, hash, archive.players(), clock.millis());
        // Another may have named his: that one counts.
        SeasonRow named = book.find(board.name(), season.id()).orElseThrow();
        LOG.info(
                "board {}, season {}: ended with {} players, archive {}",
                board.name(),
                season.id(),
                named.players(),
                named.archiveHash());
        return named;
    }

    /** The best of a season as the record has them; memory is bounded by the board's size. */
    private SeasonArchive judged(BoardDefinition board, Season season) {
        DynamoDbTable<BoardRow> rows = Tables.BOARDS.in(stores.dynamo(), stores.tablePrefix());
        // The worst of those that are kept stands first.
        PriorityQueue<BoardPlace> best = new PriorityQueue<>(BoardPlace.BEST_FIRST.reversed());
        long players = 0;
        for (int shard = 0; shard < BoardRow.SHARDS; shard++) {
            String key = BoardRow.shard(board.name(), season.id(), shard);
            QueryConditional ofShard =
                    QueryConditional.keyEqualTo(Key.builder().partitionValue(key).build());
            for (BoardRow row :
                    rows.query(q -> q.queryConditional(ofShard).consistentRead(true)).items()) {
                players++;
                best.add(BoardPlace.of(row));
                if (best.size() > board.size()) {
                    best.remove();
                }
            }
        }
        List<BoardPlace> places = best.stream().sorted(BoardPlace.BEST_FIRST).toList();
        return new SeasonArchive(
                board.name(), season.id(), season.startMs(), season.endMs(), players, places);
    }

    private void pay(BoardDefinition board, SeasonRow row) {
        SeasonArchive archive = ArchivedSeasons.read(stores.archive(), row);
        long owed = 0;
        for (int i = 0; i < archive.places().size(); i++) {
            long amount = board.reward(i + 1);
            if (amount > 0) {
                owed += pay(row, archive.places().get(i).playerId(), amount);
            }
        }
        if (owed == 0) {
            book.paid(row, clock.millis());
        } else {
            LOG.error(
                    "REWARDS OWED: board {}, season {}: {} until the platform has it",
                    row.board(),
                    row.season(),
                    owed);
            if (owed != row.owed()) {
                book.owing(row, owed);
            }
        }
    }

    /** What he is still owed. */
    private long pay(SeasonRow row, String playerId, long amount) {
        return switch (rewards.pay(row.board(), row.season(), playerId, amount)) {
            case PAID -> 0;
            case OTHER_AMOUNT -> {
                // The board's rewards were changed meanwhile; what was paid stays.
                LOG.error(
                        "board {}, season {}: {} was paid another reward than {}",
                        row.board(),
                        row.season(),
                        playerId,
                        amount);
                yield 0;
            }
            case INSUFFICIENT_FUNDS -> amount;
        };
    }

    /** Redis need not be there for rewards: keys end by themselves, too. */
    private void expire(BoardDefinition board, Season season) {
        try {
            RedisClusterCommands<String, String> redis = stores.redis().get();
            redis.expire(stores.keys().boardOrder(board.name(), season.id()), SHOWN_S);
            redis.expire(stores.keys().boardRows(board.name(), season.id()), SHOWN_S);
        } catch (RedisException e) {
            LOG.warn("board {}, season {} stays in Redis", board.name(), season.id(), e);
        }
    }
}
