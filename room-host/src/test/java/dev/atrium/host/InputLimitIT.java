package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.Input;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.game.arena.PracticeGame;
import dev.atrium.host.front.Conduct;
import dev.atrium.host.input.InputBuckets;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.message.Allowance;
import dev.atrium.message.MessageShape;
import dev.atrium.wire.RoomMessages;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The limits of actions on direct sockets, in both forms. */
class InputLimitIT {
    private static final Allowance MOVES = MessageShape.of(MoveWarrior.class).allowance();
    private static final Allowance PINGS = MessageShape.of(RoomMessages.Ping.class).allowance();

    /** Enough that a test that is refused a few times goes on, few enough to be reached. */
    private static final int BREACHES = 60;

    /** What ran in while somebody entered may be enough for what he then sends. */
    private static final int ATTEMPTS_MAX = 10;

    private static RunningHost host;

    @BeforeAll
    static void start() {
        host =
                RunningHost.start(
                        1,
                        Map.of(
                                "ATRIUM_LOOPS",
                                "1",
                                "ATRIUM_INPUT_BREACHES",
                                Integer.toString(BREACHES)));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static LimitedPlayer alone(String name, boolean compact) {
        return LimitedPlayer.alone(host, RunningHost.Guest.named(name), compact);
    }

    /** The numbers of all commands that the room has taken. */
    private static Set<Long> journalled(String roomId) throws Exception {
        JournalCodec codec = new JournalCodec(new PracticeGame().vocabulary());
        List<byte[]> entries =
                host.bean(JournalStores.class)
                        .of("arena.blitz")
                        .read(roomId)
                        .toCompletableFuture()
                        .get(TestPlayer.WAIT_S, TimeUnit.SECONDS)
                        .entries();
        return entries.stream()
                .map(codec::decode)
                .filter(JournalEntry.Applied.class::isInstance)
                .map(entry -> ((JournalEntry.Applied) entry).input())
                .filter(Input.Command.class::isInstance)
                .map(input -> ((Input.Command) input).sequence())
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tooManyMovesAreRefusedByNumberAndOthersAreTakenAfterTheWait(boolean compact)
            throws Exception {
        try (LimitedPlayer player = alone("Ada", compact)) {
            JsonNode refused = player.moveUntilRefused();

            assertEquals("move-warrior", refused.at("/data/action").asText());
            assertTrue(refused.at("/data/retryable").asBoolean());
            long waitMs = refused.at("/data/retryAfterMs").asLong();
            assertTrue(waitMs >= 1 && waitMs <= 1_000 / MOVES.messages(), "" + waitMs);
            long number = refused.at("/data/seq").asLong();
            assertTrue(number > MOVES.burst() && number <= player.last(), "" + number);

            // What was sent before the answer came may have used what ran in meanwhile.
            LimitedPlayer.park(waitMs + 1_000 / MOVES.messages());
            long again = player.move(Direction.N);
            player.awaitApplied(again);
            long durable = player.move(Direction.S);
            player.awaitApplied(durable);
            Set<Long> taken = awaitJournalled(player.roomId(), again);
            assertFalse(taken.contains(number), "a refused command reaches no room");
            assertTrue(taken.contains(number - 1), "the one before it was taken");
        }
    }

    /** A view that names a later one as stored would count it as stored with it. */
    @Test
    void eachCommandThatIsRefusedIsTold() throws Exception {
        try (LimitedPlayer player = alone("Ada", false)) {
            int sent = MOVES.burst() + 12;
            for (int i = 0; i < sent; i++) {
                player.move(i % 2 == 0 ? Direction.N : Direction.S);
            }
            LimitedPlayer.park(1_500);
            Set<Long> told = new TreeSet<>();
            while (!player.socket().noneOf("error", error -> true)) {
                told.add(player.socket().error("rate-limited").at("/data/seq").asLong());
            }
            long later = player.move(Direction.N);
            player.awaitApplied(later);
            Set<Long> taken = awaitJournalled(player.roomId(), later);
            assertEquals(sent + 1, told.size() + taken.size(), told + " and " + taken);
            assertTrue(told.size() > InputBuckets.ANSWERS_A_SECOND, told.toString());
            assertTrue(Collections.disjoint(told, taken), told + " and " + taken);
        }
    }

    private static Set<Long> awaitJournalled(String roomId, long number) throws Exception {
        Eventually.holds(
                () -> journalled(roomId).contains(number), number + " is not in the journal");
        return journalled(roomId);
    }

    @Test
    void pingThatIsRefusedIsAnsweredAgainAfterExactlyTheWait() {
        try (LimitedPlayer player = alone("Bea", false)) {
            JsonNode refused = player.pingUntilRefused();
            assertEquals("rate-limited", refused.at("/data/code").asText());
            assertEquals("ping", refused.at("/data/action").asText());
            assertTrue(refused.at("/data/seq").isNull(), "a ping has no number");
            long waitMs = refused.at("/data/retryAfterMs").asLong();
            assertTrue(waitMs >= 1 && waitMs <= 1_000 / PINGS.messages(), "" + waitMs);

            LimitedPlayer.park(waitMs);

            assertEquals("pong", player.ping(0).get("type").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void otherActionsAreNotLimitedByIt(boolean compact) {
        try (LimitedPlayer player = alone("Cleo", compact)) {
            player.moveUntilRefused();
            assertEquals("pong", player.ping(0).get("type").asText());
        }
        try (LimitedPlayer player = alone("Cora", compact)) {
            player.pingUntilRefused();
            player.awaitApplied(player.move(Direction.N));
        }
    }

    @Test
    void othersInTheRoomAreNotLimitedByIt() {
        RunningHost.Guest ann = RunningHost.Guest.named("Ann");
        RunningHost.Guest bob = RunningHost.Guest.named("Bob");
        List<LimitedPlayer> both = LimitedPlayer.pair(host, ann, bob);
        try (LimitedPlayer floods = both.getFirst();
                LimitedPlayer plays = both.getLast()) {
            floods.socket().await("state");
            floods.moveUntilRefused();
            for (int i = 0; i < 5; i++) {
                plays.awaitApplied(plays.move(Direction.S));
            }
            assertTrue(plays.socket().noneOf("error", message -> true));
        }
    }

    @Test
    void whoEntersAgainHasNoMoreThanHeHadLeft() {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            if (isRefusedAfterEnteringAgain(RunningHost.Guest.named("Dora " + attempt))) {
                return;
            }
        }
        throw new AssertionError("entering again filled the bucket, or took too long each time");
    }

    /** Few enough that the connection takes them all: only the action's limit is in the way. */
    private static boolean isRefusedAfterEnteringAgain(RunningHost.Guest guest) {
        try (LimitedPlayer player = LimitedPlayer.alone(host, guest, false)) {
            for (int i = 0; i < MOVES.burst() - 2; i++) {
                player.move(Direction.N);
            }
            player.socket()
                    .send(
                            TestPlayer.enterMessage(
                                    host.ticket(player.roomId(), guest),
                                    guest.nonceHex(),
                                    Optional.of(host.session(guest))));
            player.socket().await("entered");
            for (int i = 0; i < 15; i++) {
                player.move(Direction.S);
            }
            JsonNode answer =
                    player.socket()
                            .await(
                                    message ->
                                            message.get("type").asText().equals("error")
                                                    || message.at("/applied/0").asLong()
                                                            == player.last());
            return answer.at("/data/action").asText().equals("move-warrior");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoGoesOnBreakingOneLimitIsClosedThoughTheConnectionTakesMore(boolean compact) {
        try (LimitedPlayer player = alone("Elsa", compact)) {
            closeByPings(player);
        }
    }

    /** Thirty a second: half of what a connection may send, six times what pings may. */
    private static void closeByPings(LimitedPlayer player) {
        try {
            for (int t = 1; t <= 500; t++) {
                player.socket().send("{\"action\":\"ping\",\"t\":" + t + "}");
                LimitedPlayer.park(33);
            }
        } catch (RuntimeException e) {
            // The socket was closed before the last one.
        }
        assertEquals(4429, player.socket().awaitClose());
        long answers = 0;
        while (!player.socket().noneOf("error", message -> true)) {
            player.socket().error("rate-limited");
            answers++;
        }
        assertTrue(answers >= 4 && answers < BREACHES, answers + " answers");
    }

    @Test
    void thirdSuchCloseWithinTheHourBans() {
        RunningHost.Guest rude = RunningHost.Guest.named("Rude");
        for (int i = 0; i < 3; i++) {
            assertTrue(host.bean(Conduct.class).banOf(rude.playerId()).isEmpty());
            try (LimitedPlayer player = LimitedPlayer.alone(host, rude, true)) {
                player.moveUntilRefused();
                try {
                    for (int more = 0; more < 2_000; more++) {
                        player.move(Direction.N);
                    }
                } catch (RuntimeException e) {
                    // The socket was closed before the last one.
                }
                assertEquals(4429, player.socket().awaitClose());
            }
        }
        Eventually.holds(
                () -> host.bean(Conduct.class).banOf(rude.playerId()).isPresent(),
                "he was not banned");
    }

    @Test
    void whatIsTooLongForItsActionIsRefusedWithTheLimitAndChangesNothing() throws Exception {
        try (LimitedPlayer player = alone("Faye", false)) {
            String padding = "x".repeat(MOVES.bytesMax());
            player.socket()
                    .send(
                            ("{\"action\":\"move-warrior\",\"id\":\"m1\",\"warriorId\":\"0-0\","
                                            + "\"direction\":\"n\",\"seq\":1,\"more\":\"%s\"}")
                                    .formatted(padding));
            JsonNode refused = player.socket().error("too-large");
            assertEquals("m1", refused.get("id").asText());
            assertEquals(1, refused.at("/data/seq").asLong());
            assertEquals(
                    "move-warrior has at most 512 bytes.", refused.at("/data/message").asText());
            assertFalse(refused.at("/data/retryable").asBoolean());
            player.socket()
                    .send("{\"action\":\"ping\",\"t\":1,\"more\":\"%s\"}".formatted(padding));
            assertEquals("ping", player.socket().error("too-large").at("/data/action").asText());

            player.awaitApplied(player.move(Direction.N));
            player.awaitApplied(player.move(Direction.S));
            assertEquals(Set.of(1L, 2L), awaitJournalled(player.roomId(), 2));
        }
    }

    @Test
    void breachesAreCountedByGameAndAction() {
        try (LimitedPlayer player = alone("Gina", true)) {
            player.moveUntilRefused();
            String line =
                    "atrium_input_breaches_total{action=\"move-warrior\","
                            + "game=\"arena.practice\",kind=\"rate\"} ";
            Operators.of(host)
                    .await(
                            "/metrics",
                            scrape ->
                                    scrape.lines()
                                            .filter(each -> each.startsWith(line))
                                            .anyMatch(each -> !each.endsWith(" 0.0")));
        }
    }
}
