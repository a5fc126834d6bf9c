package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.arena.ArenaView;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.CompactView;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The binary subprotocol on real sockets, beside JSON in the same room. */
class CompactIT {
    private static final double MS_PER_TICK = 1000 / 60.0;
    private static RunningHost host;

    private final CompactFrames frames =
            new CompactFrames(new BlitzGame().compactForm().orElseThrow());
    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");
    private final RunningHost.Guest bob = RunningHost.Guest.named("Bob");

    @BeforeAll
    static void start() {
        host = RunningHost.start(1, Map.of("ATRIUM_LOOPS", "1"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static MoveWarrior move(String warrior, Direction direction) {
        return new MoveWarrior(warrior, direction, Optional.empty());
    }

    /** The next view after that one. */
    private CompactView next(TestPlayer player, CompactView before) {
        byte[] frame = player.binary();
        if (CompactFrames.isKeyframe(frame)) {
            return frames.readKeyframe("room", frame);
        }
        assertNotNull(before, "a delta needs a view before it");
        return frames.readDelta(before, frame, MS_PER_TICK);
    }

    @Test
    void viewsComeAsAKeyframeAndDeltasAndCommandsGoInFourBytes() {
        String roomId = host.place(List.of(ada, bob), 2);
        try (TestPlayer compact = host.connectCompact();
                TestPlayer plain = host.connect()) {
            compact.enter(host, roomId, ada).await("entered");
            plain.enter(host, roomId, bob).await("entered");
            CompactView view = next(compact, null);
            int deltas = 0;
            while (deltas < 20) {
                long before = view.position().sequence();
                view = next(compact, view);
                assertTrue(view.position().sequence() > before);
                deltas++;
            }
            compact.sendBinary(frames.command(1, move("0-0", Direction.E)));
            while (view.acknowledged().durable(0) < 1) {
                view = next(compact, view);
            }
            ArenaView arena = (ArenaView) view.view();
            assertEquals(Direction.E, arena.warriors().getFirst().direction());
            plain.await("state", m -> m.at("/data/warriors/0/direction").asText().equals("e"));
        }
    }

    @Test
    void viewsAreTheSameInBothForms() throws WireException {
        String roomId = host.place(List.of(ada, bob), 2);
        try (TestPlayer compact = host.connectCompact();
                TestPlayer plain = host.connect()) {
            compact.enter(host, roomId, ada).await("entered");
            plain.enter(host, roomId, bob).await("entered");
            CompactView view = next(compact, null);
            int compared = 0;
            while (compared < 20) {
                view = next(compact, view);
                long sequence = view.position().sequence();
                JsonNode json = plain.await("state", m -> m.get("seq").asLong() >= sequence);
                if (json.get("seq").asLong() == sequence) {
                    JsonNode shown = Json.object(MessageJson.text(view.view()));
                    for (String part : List.of("phase", "arena", "warriors", "powerUps")) {
                        assertEquals(json.at("/data/" + part), shown.get(part), part);
                    }
                    assertEquals(json.get("tick").asLong(), view.position().tick());
                    assertEquals(json.at("/applied/0").asLong(), view.acknowledged().applied(0));
                    compared++;
                }
            }
        }
    }

    @Test
    void binaryThatIsNoCommandIsMalformedAndTheThirdInARowCloses() {
        String roomId = host.place(List.of(ada), 3);
        try (TestPlayer player = host.connectCompact()) {
            player.sendBinary(new byte[] {3, 1, 0, 0}).error("not-entered");
            player.enter(host, roomId, ada).await("entered");
            player.sendBinary(new byte[] {9}).error("malformed");
            player.sendBinary(new byte[0]).error("malformed");
            player.sendBinary(frames.command(1, move("0-0", Direction.N)));
            player.sendBinary(new byte[] {3, 0, 0, 0}).error("malformed");
            player.sendBinary(frames.command(2, move("0-7", Direction.N))).error("unknown-warrior");
            for (int i = 0; i < 3; i++) {
                player.sendBinary(new byte[] {3, 1, 0, 99});
            }
            assertEquals(4400, player.awaitClose());
        }
    }

    @Test
    void whoComesBackGetsAKeyframe() {
        String roomId = host.place(List.of(ada), 3);
        TestPlayer first = host.connectCompact();
        first.enter(host, roomId, ada).await("entered");
        CompactView view = next(first, null);
        view = next(first, view);
        first.close();
        try (TestPlayer again = host.connectCompact()) {
            again.send(
                    ("{\"action\":\"resume\",\"roomId\":\"%s\",\"lastEpoch\":1,\"lastSeq\":%d,"
                                    + "\"token\":\"%s\"}")
                            .formatted(roomId, view.position().sequence(), host.session(ada)));
            again.await("resumed");
            CompactView back = next(again, null);
            assertTrue(back.position().sequence() > view.position().sequence());
        }
    }

    @Test
    void subprotocolThatNobodyKnowsIsNotSpoken() {
        try (TestPlayer player = host.connectWith("atrium.v9")) {
            String roomId = host.place(List.of(ada), 3);
            player.enter(host, roomId, ada).await("state");
            player.sendBinary(new byte[] {3, 1, 0, 0});
            assertEquals(1003, player.awaitClose());
        }
    }
}
