package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.host.front.Conduct;
import dev.atrium.room.RoomStatus;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Three closes for abuse within the hour, on whichever hosts, keep a player out of all of them. */
class BanIT {
    private static final long DAY_MS = 86_400_000;

    @TempDir private static Path folder;

    private static RunningHost one;
    private static RunningHost other;

    @BeforeAll
    static void start() throws IOException {
        Map<String, String> environment = Map.of("ATRIUM_LOOPS", "1");
        one = RunningHost.start(folder, 1, environment);
        other = RunningHost.start(folder, 1, environment);
    }

    @AfterAll
    static void stop() {
        other.close();
        one.close();
    }

    private static Optional<Ban> banOf(RunningHost host, RunningHost.Guest guest) {
        return host.bean(Conduct.class).banOf(guest.playerId());
    }

    private static TestPlayer enter(RunningHost host, RunningHost.Guest guest, String roomId) {
        return host.connect()
                .send(
                        TestPlayer.enterMessage(
                                host.ticket(roomId, guest),
                                guest.nonceHex(),
                                Optional.of(host.session(guest))));
    }

    /** Enters a room of his own there, and sends what nobody can read. */
    private static void misbehave(RunningHost host, RunningHost.Guest guest) {
        String roomId = host.place(List.of(guest), 3);
        try (TestPlayer player = enter(host, guest, roomId)) {
            player.await("entered");
            player.send("{").send("{").send("{");
            assertEquals(4400, player.awaitClose());
        }
    }

    @Test
    void thirdCloseForAbuseKeepsThePlayerOutOfEveryHost() {
        RunningHost.Guest rude = RunningHost.Guest.named("Rude");
        misbehave(one, rude);
        misbehave(one, rude);
        // Not yet: the next room is entered, and so is the one on the other host.
        misbehave(other, rude);
        long nowMs = System.currentTimeMillis();

        Eventually.holds(
                () -> banOf(one, rude).isPresent() && banOf(other, rude).isPresent(),
                "he was not banned");
        Ban ban = banOf(one, rude).orElseThrow();
        assertEquals("abuse", ban.reason());
        assertTrue(Math.abs(ban.endsAtMs() - nowMs - DAY_MS) < 60_000, ban.toString());
        for (RunningHost host : List.of(one, other)) {
            String roomId = host.place(List.of(rude), 3);
            try (TestPlayer player = enter(host, rude, roomId)) {
                JsonNode error = player.error("banned");
                assertEquals("e1", error.get("id").asText());
                assertEquals(ban.text(), error.at("/data/message").asText());
                assertEquals(RoomStatus.PLACED, host.room(roomId).status());
            }
        }
    }

    @Test
    void bannedPlayerDoesNotComeBackToHisSeatEither() {
        RunningHost.Guest cheat = RunningHost.Guest.named("Cheat");
        String roomId = one.place(List.of(cheat), 3);
        try (TestPlayer player = enter(one, cheat, roomId)) {
            player.await("entered");
        }
        for (int i = 0; i < 3; i++) {
            misbehave(one, cheat);
        }
        Eventually.holds(() -> banOf(one, cheat).isPresent(), "he was not banned");

        try (TestPlayer again = one.connect()) {
            again.send(
                    ("{\"action\":\"resume\",\"roomId\":\"%s\","
                                    + "\"lastEpoch\":1,\"lastSeq\":3,\"token\":\"%s\"}")
                            .formatted(roomId, one.session(cheat)));
            again.error("banned");
        }
    }

    /** A ticket that no room has taken proves nobody: it may have been stolen. */
    @Test
    void whoMerelyShowsATicketMisbehavesInNobodysName() {
        RunningHost.Guest victim = RunningHost.Guest.named("Victim");
        String roomId = one.place(List.of(victim), 3);
        String wrongNonce = RunningHost.Guest.named("Thief").nonceHex();
        for (int i = 0; i < 4; i++) {
            try (TestPlayer thief = one.connect()) {
                thief.send(
                        TestPlayer.enterMessage(
                                one.ticket(roomId, victim), wrongNonce, Optional.empty()));
                thief.error("nonce-mismatch");
                thief.send("{").send("{").send("{");
                assertEquals(4400, thief.awaitClose());
            }
        }

        try (TestPlayer player = enter(one, victim, roomId)) {
            player.await("entered");
        }
    }

    @Test
    void closesThatAreNoAbuseAreNotCounted() {
        RunningHost.Guest busy = RunningHost.Guest.named("Busy");
        String roomId = one.place(List.of(busy), 3);
        TestPlayer last = enter(one, busy, roomId);
        last.await("entered");
        for (int i = 0; i < 4; i++) {
            TestPlayer next = enter(one, busy, roomId);
            next.await("entered");
            assertEquals(4409, last.awaitClose());
            last = next;
        }
        last.close();

        assertEquals(Optional.empty(), banOf(one, busy));
    }

    @Test
    void banThatIsOverOrShorterChangesNothing() {
        RunningHost.Guest back = RunningHost.Guest.named("Back");
        BanBook book = new BanBook(one.bean(DynamoDbEnhancedClient.class), "test-");
        long nowMs = System.currentTimeMillis();

        assertTrue(book.write(new Ban(back.playerId(), "abuse", nowMs - 2_000, nowMs - 1_000)));
        assertEquals(Optional.empty(), book.of(back.playerId(), nowMs));
        Ban longer = new Ban(back.playerId(), "abuse", nowMs, nowMs + 2 * DAY_MS);
        assertTrue(book.write(longer), "a longer one takes its place");
        assertEquals(
                List.of(false, false),
                List.of(
                        book.write(longer),
                        book.write(new Ban(back.playerId(), "abuse", nowMs, nowMs + DAY_MS))));
        assertEquals(Optional.of(longer), book.of(back.playerId(), nowMs));
        Ban forGood = new Ban(back.playerId(), "abuse", nowMs, Ban.NEVER);
        assertTrue(book.write(forGood));
        assertEquals(Optional.of(forGood), book.of(back.playerId(), nowMs));
    }
}
