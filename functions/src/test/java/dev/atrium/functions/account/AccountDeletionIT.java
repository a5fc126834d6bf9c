package dev.atrium.functions.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.ban.Ban;
import dev.atrium.board.Season;
import dev.atrium.escrow.Disposal;
import dev.atrium.escrow.EntryTerms;
import dev.atrium.escrow.LedgerAuditor;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.LocalFunctions;
import dev.atrium.functions.edge.LocalFunctions.Response;
import dev.atrium.functions.rating.RatingRows;
import dev.atrium.functions.settle.RankedPlayer;
import dev.atrium.identity.Player;
import dev.atrium.identity.UserName;
import dev.atrium.room.RoomId;
import dev.atrium.schema.AccountDeletionRow;
import dev.atrium.schema.AccountRow;
import dev.atrium.schema.BanRow;
import dev.atrium.schema.BoardRow;
import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.MatchRow;
import dev.atrium.schema.PartyTotalsRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.PlayerRow;
import dev.atrium.schema.RatingRow;
import dev.atrium.schema.RedisKeys;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;
import dev.atrium.schema.WalletRow;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

class AccountDeletionIT {
    private static final String DELETE = "DELETE /account";
    private static final String CONFIRMED = "{\"confirm\":\"DELETE\"}";
    private static final String ABANDONING = "{\"confirm\":\"DELETE\",\"abandonBalance\":true}";
    private static final String BOB = "p-000000000000000000000b0b";

    @AutoClose private final LocalFunctions local = LocalFunctions.open();
    private final Somebody countess = newcomer(0);
    private final String ada = countess.id();

    /** A player, what others know him by, and a party game that he has won together with Bob. */
    private record Somebody(String id, String userName, String wallet, String game) {}

    /** Somebody with a row in every table that says who he is. */
    private Somebody newcomer(int number) {
        Somebody who =
                new Somebody(
                        Player.drawId(),
                        "Countess " + number,
                        "solana:wallet-of-" + number,
                        "0123456789abcdef0123456789ab%04x".formatted(number));
        put(Tables.PLAYERS, new PlayerRow(who.id(), "Ada", "owl", "guest", 1, 1, 1, 1, 1, 1));
        put(Tables.CONNECTIONS, new ConnectionRow("c-" + number, who.id(), "Ada", "owl", 1, 0));
        UserName name = UserName.read(who.userName()).orElseThrow();
        assertInstanceOf(
                UserNames.Change.Done.class,
                new UserNames(local.functions()).claim(who.id(), name));
        listWallet(who);
        put(Tables.WALLETS, new WalletRow(who.wallet(), who.id()));
        rank(who, "blitz", Season.ALL_TIME);
        rank(who, "blitz-weekly", week());
        put(Tables.RATINGS, new RatingRow(who.id(), "arena.blitz", 1, 1, 0, 1, 1, 1));
        String at = "000000000000001#" + who.game();
        put(Tables.MATCHES, new MatchRow(who.id(), at, who.game(), "arena.blitz", 1, 4, 2, 1));
        put(Tables.PARTY_TOTALS, new PartyTotalsRow(who.id(), 1, 1, 10, 1, 1, 0, 0, 1));
        put(Tables.PLAYER_GAME_STATS, played(who.game(), who.id(), who.userName()));
        put(Tables.PLAYER_GAME_STATS, played(who.game(), BOB, "Bob"));
        put(
                Tables.GAMES,
                new GameRow(
                        who.game(),
                        "ABCD",
                        "8-round",
                        1,
                        5,
                        List.of(who.id(), BOB),
                        who.userName() + " & Bob",
                        8,
                        2,
                        "completed"));
        return who;
    }

    private Season week() {
        return RankedPlayer.definition("blitz-weekly").season(local.clock().millis());
    }

    private void rank(Somebody who, String board, Season season) {
        BoardRow row =
                new BoardRow(
                        BoardRow.shardOf(board, season.id(), who.id()),
                        who.id(),
                        who.userName(),
                        "owl",
                        100,
                        1,
                        "",
                        Map.of("wins", 1L),
                        1);
        put(Tables.BOARDS, row);
        assertTrue(RankedPlayer.show(local.stores(), board, season, row));
    }

    private <T> void put(TableDefinition<T> table, T row) {
        local.stores().table(table).putItem(row);
    }

    private static PlayerGameStatsRow played(String game, String player, String name) {
        String at = GameRow.at(5, game);
        return new PlayerGameStatsRow(game, player, name, 10, 1, 1, 1, 0, 0, 5, at);
    }

    /** As signing in with a wallet writes it. */
    private void listWallet(Somebody who) {
        AttributeValue wallets = AttributeValue.fromL(List.of(AttributeValue.fromS(who.wallet())));
        local.stores()
                .dynamo()
                .updateItem(
                        u ->
                                u.tableName(local.stores().tablePrefix() + Tables.PLAYERS.name())
                                        .key(Map.of("playerId", AttributeValue.fromS(who.id())))
                                        .updateExpression("SET wallets = :w")
                                        .expressionAttributeValues(Map.of(":w", wallets)));
    }

    private Response as(String playerId, String route, String body) {
        return AccountStage.as(local, playerId, route, body);
    }

    private PlayerRow player() {
        return local.functions().stores().find(Tables.PLAYERS, ada).orElseThrow();
    }

    private AccountDeletionRow deletion() {
        return local.functions().stores().find(Tables.ACCOUNT_DELETIONS, ada).orElse(null);
    }

    /** Everything in every table, as text, but for the ledger and what says that he is deleted. */
    private String everythingStored() {
        StringBuilder all = new StringBuilder();
        Tables.all().stream()
                .filter(table -> !List.of("postings", "accounts").contains(table.name()))
                .map(table -> local.stores().tablePrefix() + table.name())
                .forEach(
                        table ->
                                local.stores()
                                        .dynamo()
                                        .scanPaginator(s -> s.tableName(table))
                                        .items()
                                        .forEach(item -> all.append(item).append('\n')));
        all.append(shown("blitz", Season.ALL_TIME)).append(shown("blitz-weekly", week()));
        return all.toString();
    }

    /** What Redis shows of a board. */
    private String shown(String board, Season season) {
        RedisKeys keys = local.stores().keys();
        var redis = local.functions().stores().redis();
        return redis.hgetall(keys.boardRows(board, season.id())).toString()
                + redis.zrange(keys.boardOrder(board, season.id()), 0, -1);
    }

    private void assertForgotten(Somebody who) {
        String all = everythingStored();
        assertFalse(all.contains(who.userName() + ")"), all);
        assertFalse(all.contains(who.userName() + " &"), all);
        assertFalse(all.contains(who.userName() + "\""), all);
        assertFalse(all.contains(who.wallet() + ")"), all);
        assertEquals(
                new PlayerRow(who.id(), "deleted player", "fox", "guest", 0, 0, 0, 0, 0, 0),
                local.functions().stores().find(Tables.PLAYERS, who.id()).orElseThrow());
        assertFalse(shown("blitz", Season.ALL_TIME).contains(who.id()));
        assertFalse(shown("blitz-weekly", week()).contains(who.id()));
        assertEquals(List.of(), ratings().of(who.id()));
        GameRow game = local.functions().stores().find(Tables.GAMES, who.game()).orElseThrow();
        assertEquals("deleted player & Bob", game.winner());
        assertEquals(List.of(who.id(), BOB), game.winnerIds());
        AccountDeletionRow deletion =
                local.functions().stores().find(Tables.ACCOUNT_DELETIONS, who.id()).orElseThrow();
        assertTrue(deletion.doneAtMs() > 0);
        assertNull(deletion.unfinished());
        assertTrue(new AccountDeletion(local.functions(), id -> {}).unfinished(10).isEmpty());
    }

    private RatingRows ratings() {
        return new RatingRows(
                local.functions().stores().dynamo(), local.functions().config().tablePrefix());
    }

    private void assertForgotten() {
        assertForgotten(countess);
        assertFalse(everythingStored().contains("Ada"));
    }

    @Test
    void deletedAccountIsForgottenAndLetInNowhere() {
        Response deleted = as(ada, DELETE, CONFIRMED);

        assertEquals(200, deleted.status(), deleted.code());
        assertEquals(ada, deleted.body().path("playerId").asText());
        assertForgotten();
        assertEquals("account-deleted", as(ada, "POST /auth/connect-token", "{}").code());
        assertEquals(410, as(ada, "GET /account", "").status());
        assertEquals("account-deleted", as(ada, "GET /account/export", "").code());
        assertEquals(
                "account-deleted",
                as(ada, "PUT /account/user-name", "{\"userName\":\"Phoenix\"}").code());
        assertEquals(deleted.body(), as(ada, DELETE, CONFIRMED).body(), "once more is no error");
        assertEquals(
                Set.of(ada), local.functions().accounts().deletedOf(List.of(BOB, ada, BOB, ada)));
    }

    private String guestToken() {
        return local.http("POST /auth/guest", "{\"name\":\"Eve\",\"icon\":\"owl\"}")
                .body()
                .path("token")
                .asText();
    }

    @Test
    void sessionsOfADeletedPlayerAreEndedAndHisCanAskOnlyWhatBecameOfIt() {
        String eve = guestToken();

        Response deleted = local.httpAs(eve, DELETE, CONFIRMED);

        assertEquals(200, deleted.status(), deleted.code());
        local.clock().advance(Duration.ofSeconds(1));
        assertEquals("signed-out", local.httpAs(eve, "GET /account", "").code());
        assertEquals("signed-out", local.httpAs(eve, "POST /auth/refresh", "{}").code());
        Response again = local.httpAs(eve, DELETE, CONFIRMED);
        assertEquals(200, again.status(), again.code());
        assertEquals(deleted.body(), again.body());
    }

    @Test
    void sessionThatWasEndedBySigningOutDeletesNothing() {
        String eve = guestToken();
        assertEquals(200, local.httpAs(eve, "POST /auth/sign-out-everywhere", "{}").status());

        assertEquals("signed-out", local.httpAs(eve, DELETE, CONFIRMED).code());
        assertEquals(
                0, local.stores().table(Tables.ACCOUNT_DELETIONS).scan().items().stream().count());
    }

    @Test
    void whoIsBeingDeletedRenewsNoSessionAndLinksNoWallet() {
        put(
                Tables.ACCOUNT_DELETIONS,
                new AccountDeletionRow(ada, 1, false, 0, AccountDeletionRow.UNFINISHED));
        String wallet = "{\"address\":\"" + "1".repeat(32) + "\",\"signature\":\"1\"}";

        assertEquals("account-deleted", as(ada, "POST /auth/refresh", "{}").code());
        assertEquals("account-deleted", as(ada, "POST /auth/link", wallet).code());
    }

    @Test
    void nameOfADeletedPlayerIsNobodysForThirtyDays() {
        assertEquals(200, as(ada, DELETE, CONFIRMED).status());
        local.stores()
                .table(Tables.PLAYERS)
                .putItem(new PlayerRow(BOB, "Bob", "fox", "guest", 1, 0, 0, 0, 0, 0));
        String wanted = "{\"userName\":\"" + countess.userName() + "\"}";

        local.clock().advance(Duration.ofDays(30).minusMillis(1));
        assertEquals("name-taken", as(BOB, "PUT /account/user-name", wanted).code());
        local.clock().advance(Duration.ofMillis(1));
        assertEquals(200, as(BOB, "PUT /account/user-name", wanted).status());
    }

    @Test
    void withoutItsWordNothingIsDeleted() {
        for (String body : List.of("{}", "{\"confirm\":\"delete\"}", "{\"confirm\":\"\"}")) {
            assertEquals("not-confirmed", as(ada, DELETE, body).code(), body);
        }
        assertEquals("malformed", as(ada, DELETE, "").code());
        assertEquals("unauthorized", local.http(DELETE, CONFIRMED).code());
        assertEquals(countess.userName(), player().name());
        assertNull(deletion());
    }

    @Test
    void whoHasSomethingMustGiveItUpAndThePlatformGetsIt() {
        local.functions().escrow().grant(ada, "welcome", 1_000);

        assertEquals("balance-left", as(ada, DELETE, CONFIRMED).code());
        assertEquals(countess.userName(), player().name());
        assertNull(deletion());
        assertEquals(200, as(ada, DELETE, ABANDONING).status());

        assertEquals(0, local.functions().escrow().balance(ada));
        assertEquals(
                1_000,
                local.functions()
                        .stores()
                        .find(Tables.ACCOUNTS, AccountRow.platform(ada))
                        .orElseThrow()
                        .balance());
        assertTrue(audit().isEmpty(), audit().toString());
        assertForgotten();
    }

    private List<?> audit() {
        return new LedgerAuditor(local.stores().dynamo(), local.stores().tablePrefix(), 1_000)
                .audit()
                .findings();
    }

    @Test
    void whoHasPaidForAMatchWaitsUntilItIsSettled() {
        String roomId = RoomId.draw().value();
        local.functions().escrow().grant(ada, "welcome", 1_000);
        local.functions().escrow().open(roomId, new EntryTerms("arena.blitz", 100));
        var _ = local.functions().escrow().enter(roomId, ada, 1);

        assertEquals("entry-open", as(ada, DELETE, ABANDONING).code());
        assertNull(deletion());
        var _ = local.functions().escrow().decide(roomId, Disposal.REFUNDED);
        assertEquals("entry-open", as(ada, DELETE, ABANDONING).code());
        var _ = local.functions().escrow().refund(roomId, ada);
        var _ = local.functions().escrow().close(roomId);

        assertEquals(200, as(ada, DELETE, ABANDONING).status());
        assertTrue(audit().isEmpty(), audit().toString());
    }

    @Test
    void whoIsBannedStaysKnownUntilHeIsNot() {
        long endsAtMs = local.clock().millis() + 60_000;
        local.stores()
                .table(Tables.BANS)
                .putItem(
                        new BanRow(
                                ada,
                                Ban.OPERATOR,
                                1,
                                endsAtMs,
                                endsAtMs / 1_000,
                                null,
                                null,
                                0,
                                1));

        assertEquals("banned", as(ada, DELETE, CONFIRMED).code());
        assertEquals(countess.userName(), player().name());
        local.clock().advance(Duration.ofMinutes(1));
        assertEquals(200, as(ada, DELETE, CONFIRMED).status());
    }

    /** Cut off before and after each call to the store; whoever comes next ends it. */
    @Test
    void deletionThatIsCutOffAnywhereIsEndedByWhoeverComesNext() throws WireException {
        assertEquals(200, as(ada, DELETE, CONFIRMED).status());
        int cuts = 0;
        for (boolean heard : new boolean[] {false, true}) {
            for (int cutAt = 1; ; cutAt++) {
                Somebody who = newcomer(++cuts);
                local.functions().escrow().grant(who.id(), "welcome", 1_000);
                if (!reachesTheWire(who, cutAt, heard)) {
                    break;
                }
                endWhatIsBegun(who, cutAt);

                assertForgotten(who);
                assertEquals(0, local.functions().escrow().balance(who.id()));
            }
        }
        assertTrue(audit().isEmpty(), audit().toString());
        assertTrue(cuts > 60, "cut off " + cuts + " times");
    }

    /** By the schedule, or by the player himself where nothing was begun. */
    private void endWhatIsBegun(Somebody who, int number) {
        boolean begun =
                local.functions().stores().find(Tables.ACCOUNT_DELETIONS, who.id()).isPresent();
        if (begun && number % 2 == 0) {
            var _ =
                    new DeletionSweeperHandler(local.functions())
                            .handleRequest(new ScheduledEvent(), null);
        } else {
            assertEquals(200, as(who.id(), DELETE, ABANDONING).status());
        }
    }

    private boolean reachesTheWire(Somebody who, int cutAt, boolean heard) throws WireException {
        AtomicInteger calls = new AtomicInteger();
        DynamoDbClient cut = cutOff(local.stores().dynamo(), calls, cutAt, heard);
        try (Functions functions =
                new Functions(
                        local.functions().config(),
                        new Functions.Clients(() -> cut, local.gateway()::client, local.clock()))) {
            var _ = new AccountDeletion(functions, id -> {}).delete(who.id(), true);
        } catch (SdkClientException e) {
            return true;
        }
        // The ledger tries again by itself.
        return calls.get() >= cutAt;
    }

    private static DynamoDbClient cutOff(
            DynamoDbClient client, AtomicInteger calls, int cutAt, boolean heard) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) -> {
                            boolean isCut = calls.incrementAndGet() == cutAt;
                            if (isCut && !heard) {
                                throw SdkClientException.create("cut before the call");
                            }
                            Object result;
                            try {
                                result = method.invoke(client, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                            if (isCut) {
                                throw SdkClientException.create("cut after the call");
                            }
                            return result;
                        });
    }
}
