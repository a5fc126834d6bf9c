package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.arena.BlitzGame;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who comes back gets the events that he missed, each once, in their order. */
class ResumeIT {
    private static final int SPEED = 8;
    private static final double MS_PER_TICK = 1000 / (60.0 * SPEED);

    /** A host lets twenty sockets of one address in within a minute; two tests and their others. */
    private static final int CUTS = 6;

    private static RunningHost host;

    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");
    private final RunningHost.Guest bob = RunningHost.Guest.named("Bob");

    @BeforeAll
    static void start() {
        host = RunningHost.start(SPEED, Map.of("ATRIUM_LOOPS", "1"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    /** What somebody heard of a room, over all his connections. */
    private static final class Heard {
        private final CompactFrames frames =
                new CompactFrames(new BlitzGame().compactForm().orElseThrow());
        private final TreeMap<Long, JsonNode> numbered = new TreeMap<>();
        private final List<String> events = new ArrayList<>();
        private Optional<CompactView> view = Optional.empty();
        private long last;
        private boolean over;

        void text(JsonNode message) {
            String type = message.get("type").asText();
            long sequence = message.path("seq").asLong();
            if (sequence == 0 || type.equals("entered")) {
                return;
            }
            over |= type.equals("game-complete");
            last = Math.max(last, sequence);
            if (!type.equals("state")) {
                assertEquals(null, numbered.put(sequence, message), "told twice: " + message);
                event(message);
            }
        }

        private void event(JsonNode message) {
            events.add(message.get("type").asText() + " " + message.get("data"));
        }

        void frame(byte[] frame) {
            CompactView now =
                    CompactFrames.isKeyframe(frame)
                            ? frames.readKeyframe("room", frame)
                            : frames.readDelta(view.orElseThrow(), frame, MS_PER_TICK);
            view = Optional.of(now);
            last = Math.max(last, now.position().sequence());
            for (String event : now.events()) {
                try {
                    event(Json.object(event));
                } catch (WireException e) {
                    throw new AssertionError(e);
                }
            }
        }

        /** All that came before the cut, and nothing of what comes behind it. */
        void cutOff(TestPlayer player) {
            player.cutOff();
            for (var text = player.poll(); text.isPresent(); text = player.poll()) {
                text(text.get());
            }
            for (var next = player.pollBinary(); next.isPresent(); next = player.pollBinary()) {
                frame(next.get());
            }
            view = Optional.empty();
        }

        /** Reads to the end of the match. */
        void hearOut(TestPlayer player) {
            while (!over) {
                text(player.await(message -> true));
            }
            for (var next = player.pollBinary(); next.isPresent(); next = player.pollBinary()) {
                frame(next.get());
            }
        }
    }

    private TestPlayer connect(boolean compact) {
        return compact ? host.connectCompact() : host.connect();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoIsCutOffAgainAndAgainHearsEveryEventOnce(boolean compact) {
        String roomId = host.place(List.of(ada, bob), 6);
        Heard all = new Heard();
        Heard some = new Heard();
        try (TestPlayer stays = connect(compact)) {
            TestPlayer player = connect(compact);
            player.enter(host, roomId, ada).await("entered");
            stays.enter(host, roomId, bob).await("entered");
            int replayed = 0;
            for (int cut = 0; cut < CUTS; cut++) {
                awaitView(player, compact, some);
                some.cutOff(player);
                player = connect(compact).resume(host, roomId, ada, 1, some.last);
                JsonNode resumed = player.await("resumed").get("data");
                assertEquals(1, resumed.get("epoch").asLong());
                assertTrue(resumed.get("complete").asBoolean(), resumed.toString());
                assertTrue(resumed.get("rewoundTo").isNull());
                replayed += resumed.get("events").asInt();
            }
            some.hearOut(player);
            all.hearOut(stays);
            player.close();
            assertTrue(replayed > 0, "being cut off is an event itself");
            assertSame(all, some);
        }
    }

    /** So that something happens in between; all cuts together fit into the shortest match. */
    private static void awaitView(TestPlayer player, boolean compact, Heard heard) {
        for (int i = 0; i < 10; i++) {
            if (compact) {
                heard.frame(player.binary());
            } else {
                heard.text(player.await(m -> true));
            }
        }
    }

    private static void assertSame(Heard all, Heard some) {
        assertTrue(all.events.size() > 10, "a match has events: " + all.events);
        List<String> game = all.events.stream().filter(ResumeIT::isOfTheGame).sorted().toList();
        assertEquals(game, some.events.stream().filter(ResumeIT::isOfTheGame).sorted().toList());
    }

    private static boolean isOfTheGame(String event) {
        return !event.startsWith("player");
    }

    @Test
    void whoKnowsNothingOfTheStreamIsToldWhoIsThereAndHowThingsStand() {
        String roomId = host.place(List.of(ada), 3);
        try (TestPlayer first = host.connect()) {
            first.enter(host, roomId, ada).await("state");
            try (TestPlayer again = host.connect()) {
                again.resume(host, roomId, ada, 1, 1_000_000);
                JsonNode resumed = again.await("resumed").get("data");
                assertFalse(resumed.get("complete").asBoolean());
                assertEquals(0, resumed.get("events").asInt());
                assertTrue(resumed.get("rewoundTo").isNull(), "nobody else has played it");
                JsonNode players = again.await("players-update").at("/data/players");
                assertEquals(4, players.size());
                again.await("state");
            }
        }
    }

    @Test
    void whoHasHeardALaterOwnerIsNotTakenInByOneThatLostTheRoom() {
        String roomId = host.place(List.of(ada), 3);
        try (TestPlayer first = host.connect();
                TestPlayer again = host.connect()) {
            first.enter(host, roomId, ada).await("state");
            again.resume(host, roomId, ada, 2, 0).error("unavailable");
            first.await("state");
            first.move(roomId, "0-0", "n", 1);
            first.await("state", v -> v.at("/applied/0").asLong() == 1);
        }
    }

    @Test
    void whoComesBackToARoomThatIsOverIsToldSo() {
        String roomId = host.place(List.of(ada), 1);
        try (TestPlayer player = host.connect();
                TestPlayer again = host.connect()) {
            player.enter(host, roomId, ada).await("entered");
            long last = player.await("game-complete").get("seq").asLong();
            again.resume(host, roomId, ada, 1, last).error("room-over");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'\"lastEpoch\":-1,\"lastSeq\":0',out-of-range",
        "'\"lastEpoch\":1,\"lastSeq\":-1',out-of-range",
        "'\"lastEpoch\":1,\"lastSeq\":1.5',invalid-field",
        "'\"lastEpoch\":\"1\",\"lastSeq\":1',invalid-field",
        "'\"lastEpoch\":1',missing-field",
        "'\"lastSeq\":1',missing-field"
    })
    void numbersThatAreNoneAreRefused(String fields, String code) {
        try (TestPlayer player = host.connect()) {
            player.send(
                            "{\"action\":\"resume\",\"roomId\":\"%s\",\"token\":\"%s\",%s}"
                                    .formatted("0".repeat(32), host.session(ada), fields))
                    .error(code);
        }
    }
}
