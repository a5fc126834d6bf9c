package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.front.RoomDirectory;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;
import dev.atrium.room.RoomId;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a direct socket gets for what it should not have sent. */
class BadInputIT {
    private static RunningHost host;

    @BeforeAll
    static void start() {
        host =
                RunningHost.start(
                        1, Map.of("ATRIUM_CONNECT_TIMEOUT_MS", "1500", "ATRIUM_LOOPS", "1"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static RunningHost.Guest guest(String name) {
        return RunningHost.Guest.named(name);
    }

    /** A player in a running room of his own. */
    private record Playing(TestPlayer player, String roomId, RunningHost.Guest guest) {
        static Playing start(String name) {
            RunningHost.Guest guest = RunningHost.Guest.named(name);
            String roomId = host.place(List.of(guest), 3);
            TestPlayer player = host.connect().enter(host, roomId, guest);
            player.await("entered");
            player.await("state");
            return new Playing(player, roomId, guest);
        }

        String error(String text, String code) {
            return player.send(text).error(code).at("/data/message").asText();
        }

        void stillPlays() {
            player.await("state");
        }
    }

    @Test
    void messagesThatAreNoMessagesAreMalformedAndTheThirdInARowCloses() {
        try (TestPlayer player = host.connect()) {
            player.send("{").error("malformed");
            player.send("[1,2]").error("malformed");
            player.send("{\"id\":\"7\"}").error("malformed");
            assertEquals(4400, player.awaitClose());
        }
    }

    @Test
    void aGoodMessageBetweenStartsTheCountAnew() {
        Playing playing = Playing.start("Mina");
        playing.player.send("{").error("malformed");
        playing.player.send("null").error("malformed");
        playing.player.send("{\"action\":\"ping\",\"t\":5}");
        assertEquals(5, playing.player.await("pong").at("/data/t").asLong());
        playing.player.send("{").error("malformed");
        playing.stillPlays();
    }

    @Test
    void whoNeverEntersIsClosed() {
        try (TestPlayer player = host.connect()) {
            assertEquals(4401, player.awaitClose());
        }
    }

    @Test
    void actionsBeforeEnteringAreRefused() {
        try (TestPlayer player = host.connect()) {
            player.move("0".repeat(32), "0-0", "n", 1).error("not-entered");
            player.send("{\"action\":\"leave\"}").error("not-entered");
            player.send("{\"action\":\"resume\",\"roomId\":\"x\",\"lastEpoch\":0,\"lastSeq\":0}")
                    .error("unauthorized");
        }
    }

    @Test
    void eachWrongFieldIsNamed() {
        Playing playing = Playing.start("Nora");
        String move = "{\"action\":\"move-warrior\",";
        assertTrue(
                playing.error(move + "\"direction\":\"n\",\"seq\":1}", "missing-field")
                        .contains("warriorId"));
        assertTrue(
                playing.error(move + "\"warriorId\":\"0-0\",\"seq\":1}", "missing-field")
                        .contains("direction"));
        assertTrue(
                playing.error(move + "\"warriorId\":\"0-0\",\"direction\":\"n\"}", "missing-field")
                        .contains("seq"));
        assertTrue(
                playing.error(
                                move + "\"warriorId\":7,\"direction\":\"n\",\"seq\":1}",
                                "invalid-field")
                        .contains("warriorId"));
        assertTrue(
                playing.error(
                                move + "\"warriorId\":\"0-0\",\"direction\":\"up\",\"seq\":1}",
                                "out-of-range")
                        .contains("direction"));
        String whole = move + "\"warriorId\":\"0-0\",\"direction\":\"n\",\"seq\":";
        assertTrue(playing.error(whole + "0}", "out-of-range").contains("seq"));
        assertTrue(playing.error(whole + "1.5}", "invalid-field").contains("seq"));
        assertTrue(playing.error(whole + "\"1\"}", "invalid-field").contains("seq"));
        playing.error("{\"action\":\"ping\"}", "missing-field");
        playing.error("{\"action\":\"ping\",\"t\":\"now\"}", "invalid-field");
        JsonNode view = playing.player.await("state");
        assertEquals(0, view.at("/applied/0").asLong(), "nothing of it was applied");
    }

    @Test
    void unknownActionsAndOthersWarriorsAreRefused() {
        Playing playing = Playing.start("Olga");
        playing.error("{\"action\":\"fly\",\"id\":\"9\"}", "unknown-action");
        playing.player.move(playing.roomId, "1-0", "n", 1).error("not-owner");
        playing.player.move(playing.roomId, "9-9", "n", 2).error("unknown-warrior");
        playing.player.move("f".repeat(32), "0-0", "n", 3).error("room-not-found");
        playing.player.move(playing.roomId, "0-0", "n", 4);
        playing.player.await("state", v -> v.at("/applied/0").asLong() == 4);
    }

    @Test
    void theIdIsEchoed() {
        try (TestPlayer player = host.connect()) {
            player.send("{\"action\":\"enter\",\"id\":\"abc\"}");
            JsonNode error = player.error("missing-field");
            assertEquals("abc", error.get("id").asText());
            assertEquals("enter", error.at("/data/action").asText());
            assertFalse(error.at("/data/retryable").asBoolean());
        }
    }

    @Test
    void ticketsMustBeOursAndForThisPlayerAndRoom() {
        RunningHost.Guest ada = guest("Ada");
        RunningHost.Guest eve = guest("Eve");
        String roomId = host.place(List.of(ada), 3);
        Ticket ticket = new Ticket(roomId, ada.playerId(), Optional.empty());
        InstantSource now = InstantSource.system();
        try (TestPlayer player = host.connect()) {
            String forged = Tokens.signedBy(SigningKey.generate(), now).issueTicket(ticket).token();
            enter(player, forged, ada.nonceHex()).error("ticket-invalid");
            enter(player, "rubbish", ada.nonceHex()).error("ticket-invalid");
            enter(player, host.session(ada), ada.nonceHex()).error("ticket-invalid");
            enter(player, host.ticket(roomId, eve), eve.nonceHex()).error("ticket-invalid");
            enter(player, host.ticket(roomId, ada), eve.nonceHex()).error("nonce-mismatch");
            enter(player, host.ticket(roomId, ada), "abc").error("out-of-range");
            String other = RoomId.draw().value();
            enter(player, host.ticket(other, ada), ada.nonceHex()).error("room-not-found");
            Instant past = Instant.now().minus(Duration.ofHours(2));
            Tokens old =
                    Tokens.signedBy(
                            new dev.atrium.identity.KeyFolder(host.folder().resolve("keys"))
                                    .key(dev.atrium.identity.KeyFolder.SESSIONS),
                            () -> past);
            enter(player, old.issueTicket(ticket).token(), ada.nonceHex()).error("ticket-expired");
            Ticket elsewhere = new Ticket(roomId, ada.playerId(), Optional.of(2));
            enter(player, host.tokens().issueTicket(elsewhere).token(), ada.nonceHex())
                    .error("ticket-invalid");
            player.enter(host, roomId, ada);
            player.await("entered");
        }
    }

    private static TestPlayer enter(TestPlayer player, String ticket, String nonce) {
        return player.send(TestPlayer.enterMessage(ticket, nonce, Optional.empty()));
    }

    @Test
    void aUsedTicketIsTakenAgainOnlyFromItsSignedInPlayer() {
        Playing first = Playing.start("Pia");
        String ticket = host.ticket(first.roomId, first.guest);
        String nonce = first.guest.nonceHex();
        try (TestPlayer thief = host.connect();
                TestPlayer again = host.connect()) {
            enter(thief, ticket, nonce).error("ticket-used");
            String token = host.session(guest("Thief"));
            thief.send(TestPlayer.enterMessage(ticket, nonce, Optional.of(token)));
            thief.error("ticket-invalid");
            first.stillPlays();
            String own = host.session(first.guest);
            again.send(TestPlayer.enterMessage(ticket, nonce, Optional.of(own)));
            assertTrue(again.await("entered").at("/data/state/warriors").size() > 0);
            assertEquals(4409, first.player.awaitClose());
        }
    }

    @Test
    void clientThatIsTooOldIsClosed() {
        RunningHost.Guest olga = guest("Olga");
        String roomId = host.place(List.of(olga), 2);
        try (TestPlayer player = host.connect()) {
            player.send(
                    ("{\"action\":\"enter\",\"ticket\":\"%s\",\"nonce\":\"%s\","
                                    + "\"protocol\":0}")
                            .formatted(host.ticket(roomId, olga), olga.nonceHex()));
            assertEquals(4426, player.awaitClose());
        }
    }

    @Test
    void aHundredMessagesASecondAreRefusedAndTheGameGoesOn() {
        Playing playing = Playing.start("Rita");
        for (int i = 1; i <= 120; i++) {
            playing.player.move(playing.roomId, "0-0", i % 2 == 0 ? "n" : "s", i);
        }
        JsonNode error = playing.player.error("rate-limited");
        assertTrue(error.at("/data/retryable").asBoolean());
        assertTrue(error.at("/data/retryAfterMs").asLong() >= 1);
        playing.stillPlays();
    }

    @Test
    void whoGoesOnFloodingIsClosed() {
        Playing playing = Playing.start("Sara");
        try {
            for (int i = 1; i <= 2_000; i++) {
                playing.player.move(playing.roomId, "0-0", "n", i);
            }
        } catch (RuntimeException e) {
            // The socket may be closed before the last one.
        }
        assertEquals(4429, playing.player.awaitClose());
    }

    @Test
    void tooLargeAMessageClosesTheSocketAndBinaryToo() {
        try (TestPlayer player = host.connect();
                TestPlayer other = host.connect()) {
            player.send("{\"action\":\"" + "x".repeat(17_000) + "\"}");
            assertEquals(1009, player.awaitClose());
            other.sendBinary(new byte[] {1, 2, 3});
            assertEquals(1003, other.awaitClose());
        }
    }

    @Test
    void roomOfAHostThatIsNotThereIsUnavailable() {
        RunningHost.Guest tina = guest("Tina");
        String unknownOwner = host.place(List.of(tina), 2, "host-that-is-not-there");
        try (TestPlayer player = host.connect()) {
            player.enter(host, unknownOwner, tina);
            JsonNode error = player.error("unavailable");
            assertTrue(error.at("/data/retryable").asBoolean());
        }
        assertTrue(host.bean(RoomDirectory.class).find(unknownOwner).isEmpty());
    }

    @Test
    void whoLeavesGivesHisSeatUp() {
        Playing playing = Playing.start("Uma");
        playing.player.send("{\"action\":\"leave\",\"id\":\"l\"}");
        assertEquals("l", playing.player.await("left").get("id").asText());
        playing.player.move(playing.roomId, "0-0", "n", 9).error("not-entered");
        String token = host.session(playing.guest);
        playing.player.send(
                TestPlayer.enterMessage(
                        host.ticket(playing.roomId, playing.guest),
                        playing.guest.nonceHex(),
                        Optional.of(token)));
        playing.player.error("seat-given-up");
    }

    @Test
    void whoComesBackResumesHisSeat() {
        Playing playing = Playing.start("Vera");
        playing.player.close();
        try (TestPlayer again = host.connect()) {
            again.send(
                    ("{\"action\":\"resume\",\"roomId\":\"%s\","
                                    + "\"lastEpoch\":1,\"lastSeq\":3,\"token\":\"%s\"}")
                            .formatted(playing.roomId, host.session(playing.guest)));
            assertEquals(1, again.await("resumed").at("/data/epoch").asLong());
            again.await("state");
            again.move(playing.roomId, "0-0", "e", 1);
            again.await("state", v -> v.at("/applied/0").asLong() == 1);
        }
    }

    @Test
    void othersAreToldWhoIsGone() {
        RunningHost.Guest ann = guest("Ann");
        RunningHost.Guest bob = guest("Bob");
        String roomId = host.place(List.of(ann, bob), 2);
        try (TestPlayer stays = host.connect()) {
            TestPlayer goes = host.connect();
            stays.enter(host, roomId, ann).await("entered");
            goes.enter(host, roomId, bob).await("entered");
            stays.await("state");
            goes.close();
            stays.await(
                    "players-update",
                    m -> m.at("/data/players/1/presence").asText().equals("gone"));
        }
    }
}
