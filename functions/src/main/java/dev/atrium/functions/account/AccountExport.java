package dev.atrium.functions.account;

import dev.atrium.escrow.PlayerLedger;
import dev.atrium.functions.account.ExportCursor.Step;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Stores;
import dev.atrium.functions.rating.RatingRows;
import dev.atrium.message.Message;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.BanRow;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.PostingRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All that is stored of one player, table by table. What there may be much of comes in pages; what
 * there is one of stands on each. Tokens, challenges and seeds are nobody's data but the server's.
 * Blocking.
 */
final class AccountExport {
    /** Of each table on a page. */
    static final int PAGE_ROWS = 25;

    private final Functions functions;
    private final Stores stores;
    private final PlayerLedger ledger;

    AccountExport(Functions functions) {
        this.functions = functions;
        this.stores = functions.stores();
        this.ledger =
                new PlayerLedger(
                        functions.dynamo(), functions.config().tablePrefix(), functions.clock());
    }

    /** The row of {@code players}. */
    record PlayerData(
            String name,
            String icon,
            String kind,
            long createdAtMs,
            long played,
            long wins,
            long eliminations,
            long damageDealt) {}

    /** The row of {@code user-names}, and what the player's row knows of it. */
    record UserNameData(String userName, String nameKey, long changedAtMs) {}

    /** The row of {@code bans}. */
    record BanData(String reason, long bannedAtMs, long endsAtMs, int counted) {}

    /** A row of a leaderboard, in one season, and what he was paid for that. */
    record BoardData(
            String board,
            String season,
            String name,
            long score,
            long reachedAtMs,
            String roomId,
            SortedMap<String, Long> statistics,
            long version,
            long reward) {}

    /** A row of {@code ratings}; its numbers are in billionths of a point. */
    record RatingData(
            String ladder,
            long ratingBillionths,
            long uncertaintyBillionths,
            long volatilityBillionths,
            long games,
            long lastPlayedAtMs) {}

    /** A row of {@code matches}, with the {@code postings} of its room that moved his money. */
    record MatchData(
            String roomId,
            String game,
            int place,
            int players,
            long eliminations,
            long finishedAtMs,
            List<PostingData> postings) {}

    /** A row of {@code player-game-stats}. */
    record GameData(
            String gameId,
            String playerName,
            long finalScore,
            int placement,
            long roundsWon,
            long correctAnswers,
            long robotsIdentified,
            long timesFooled,
            long completedAtMs) {}

    /** A row of {@code postings}: what it moved to him, below 0 for what he paid. */
    record PostingData(String book, String step, long amount, long postedAtMs) {}

    /** The row of {@code party-totals}. */
    record TotalsData(
            long played,
            long wins,
            long totalScore,
            long roundsWon,
            long correctAnswers,
            long robotsIdentified,
            long timesFooled) {}

    /**
     * A page.
     *
     * @param next the cursor of the next one, if there is more
     */
    record Exported(
            String playerId,
            long exportedAt,
            PlayerData player,
            Optional<UserNameData> userName,
            List<String> wallets,
            Optional<BanData> ban,
            long balance,
            List<BoardData> boards,
            List<RatingData> ratings,
            Optional<TotalsData> partyTotals,
            List<String> roomsOfLastQuestions,
            int openConnections,
            List<MatchData> matches,
            List<GameData> partyGames,
            List<PostingData> postings,
            Optional<String> next)
            implements Message {}

    /**
     * A page of it.
     *
     * @throws WireException {@code account-deleted} if there is no such player
     */
    Exported page(String playerId, ExportCursor from) throws WireException {
        functions.accounts().admit(playerId);
        HolderRow holder =
                new UserNames(functions)
                        .holder(playerId)
                        .orElseThrow(() -> new WireException(ErrorCode.ACCOUNT_DELETED));
        List<MatchRow> matches = matches(playerId, from.match());
        List<PlayerGameStatsRow> games = games(playerId, from.game());
        List<PostingRow> postings = postings(playerId, from.posting());
        ExportCursor next =
                new ExportCursor(
                        next(from.match(), matches, MatchRow::finishedAtRoom),
                        next(from.game(), games, PlayerGameStatsRow::completedAtGame),
                        next(from.posting(), postings, PostingRow::step));
        return new Exported(
                playerId,
                functions.nowMs(),
                player(holder),
                userName(holder),
                holder.listedWallets(),
                stores.find(Tables.BANS, playerId).map(AccountExport::ban),
                ledger.balance(playerId),
                new OwnBoards(functions)
                        .of(playerId, holder.createdAtMs()).stream()
                                .map(placed -> board(placed, playerId))
                                .toList(),
                new RatingRows(stores.dynamo(), functions.config().tablePrefix())
                        .of(playerId).stream().map(AccountExport::rating).toList(),
                stores.find(Tables.PARTY_TOTALS, playerId).map(AccountExport::totals),
                stores.find(Tables.RECENT_QUESTIONS, playerId)
                        .map(row -> row.rooms())
                        .orElse(List.of()),
                connections(playerId),
                matches.stream().map(row -> match(row, playerId)).toList(),
                games.stream().map(AccountExport::game).toList(),
                postings.stream().map(row -> posting(row, playerId)).toList(),
                next.text());
    }

    private static PlayerData player(HolderRow row) {
        return new PlayerData(
                row.name(),
                row.icon(),
                row.kind(),
                row.createdAtMs(),
                row.played(),
                row.wins(),
                row.eliminations(),
                row.damageDealt());
    }

    private static Optional<UserNameData> userName(HolderRow row) {
        String name = row.userName();
        String key = row.userNameKey();
        return name == null || key == null
                ? Optional.empty()
                : Optional.of(new UserNameData(name, key, row.userNameAtMs()));
    }

    private static BanData ban(BanRow row) {
        return new BanData(row.reason(), row.bannedAtMs(), row.endsAtMs(), row.counted());
    }

    private static TotalsData totals(PartyTotalsRow row) {
        return new TotalsData(
                row.played(),
                row.wins(),
                row.totalScore(),
                row.roundsWon(),
                row.correctAnswers(),
                row.robotsIdentified(),
                row.timesFooled());
    }

    private BoardData board(OwnBoards.Placed placed, String playerId) {
        BoardRow row = placed.row();
        return new BoardData(
                placed.board(),
                placed.season(),
                row.name(),
                row.score(),
                row.reachedAtMs(),
                row.roomId(),
                new TreeMap<>(row.statistics()),
                row.version(),
                ledger.reward(placed.board(), placed.season(), playerId));
    }

    private static RatingData rating(RatingRow row) {
        return new RatingData(
                row.ladder(),
                row.ratingBillionths(),
                row.uncertaintyBillionths(),
                row.volatilityBillionths(),
                row.games(),
                row.lastPlayedAtMs());
    }

    private int connections(String playerId) {
        return (int)
                stores
                        .table(Tables.CONNECTIONS)
                        .index("by-player")
                        .query(q -> q.queryConditional(keyEqualTo(playerId)).limit(PAGE_ROWS))
                        .stream()
                        .limit(1)
                        .mapToLong(page -> page.items().size())
                        .sum();
    }

    private List<MatchRow> matches(String playerId, Step from) {
        return switch (from) {
            case Step.Done done -> List.of();
            case Step.After(String key) ->
                    first(
                            stores
                                    .table(Tables.MATCHES)
                                    .query(
                                            q ->
                                                    q.queryConditional(after(playerId, key))
                                                            .limit(PAGE_ROWS)
                                                            .consistentRead(true))
                                    .stream());
        };
    }

    private List<PlayerGameStatsRow> games(String playerId, Step from) {
        return switch (from) {
            case Step.Done done -> List.of();
            case Step.After(String key) ->
                    first(
                            stores
                                    .table(Tables.PLAYER_GAME_STATS)
                                    .index(Tables.PLAYER_GAME_STATS_BY_PLAYER)
                                    .query(
                                            q ->
                                                    q.queryConditional(after(playerId, key))
                                                            .limit(PAGE_ROWS))
                                    .stream());
        };
    }

    private List<PostingRow> postings(String playerId, Step from) {
        return switch (from) {
            case Step.Done done -> List.of();
            case Step.After(String key) -> ledger.ofPlayer(playerId, key, PAGE_ROWS);
        };
    }

    private static <T> List<T> first(Stream<Page<T>> pages) {
        return pages.limit(1).flatMap(page -> page.items().stream()).toList();
    }

    /** A page that is not full is the last. */
    private static <T> Step next(Step from, List<T> rows, Function<T, String> key) {
        return from instanceof Step.Done || rows.size() < PAGE_ROWS
                ? new Step.Done()
                : new Step.After(key.apply(rows.getLast()));
    }

    private MatchData match(MatchRow row, String playerId) {
        return new MatchData(
                row.roomId(),
                row.game(),
                row.place(),
                row.players(),
                row.eliminations(),
                row.finishedAtMs(),
                ledger.inRoom(row.roomId(), playerId).stream()
                        .map(posting -> posting(posting, playerId))
                        .toList());
    }

    private static GameData game(PlayerGameStatsRow row) {
        return new GameData(
                row.gameId(),
                row.playerName(),
                row.finalScore(),
                row.placement(),
                row.roundsWon(),
                row.correctAnswers(),
                row.robotsIdentified(),
                row.timesFooled(),
                row.completedAtMs());
    }

    private static PostingData posting(PostingRow row, String playerId) {
        return new PostingData(
                row.book(),
                row.step(),
                row.legs().getOrDefault(AccountRow.player(playerId), 0L),
                row.postedAtMs());
    }

    private static QueryConditional keyEqualTo(String value) {
        return QueryConditional.keyEqualTo(key -> key.partitionValue(value));
    }

    private static QueryConditional after(String value, String key) {
        return key.isEmpty()
                ? keyEqualTo(value)
                : QueryConditional.sortGreaterThan(k -> k.partitionValue(value).sortValue(key));
    }
}
