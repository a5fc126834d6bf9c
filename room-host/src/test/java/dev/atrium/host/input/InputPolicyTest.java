package dev.atrium.host.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.atrium.game.arena.BlitzGame;
import dev.atrium.game.arena.PracticeGame;
import dev.atrium.message.MessageShape;
import dev.atrium.wire.RoomMessages;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

class InputPolicyTest {
    private static final InputPolicy.Bounds BOUNDS = new InputPolicy.Bounds(1, 300, 10_000);

    private final Map<String, Integer> breaches = new TreeMap<>();
    private final InputPolicy policy =
            new InputPolicy(
                    BOUNDS,
                    (game, action) ->
                            kind ->
                                    breaches.merge(
                                            game + " " + action + " " + kind, 1, Integer::sum));

    @Test
    void everyMessageToEveryRoomHasABucketOfItsOwn() {
        Set<Integer> indices = new TreeSet<>();
        for (MessageShape shape : RoomMessages.FROM_CLIENTS.shapes()) {
            int index = InputPolicy.indexOf(shape.name());
            assertNotEquals(InputPolicy.ANYTHING, index, shape::name);
            indices.add(index);
            InputBuckets buckets = policy.ofConnection(0);
            assertEquals(shape.allowance().bytesMax(), buckets.bytesMax(index));
            for (int i = 0; i < shape.allowance().burst(); i++) {
                assertEquals(Passage.TAKEN, buckets.take(index, 100, 0));
            }
            assertEquals(Passage.RATE_LIMITED, buckets.take(index, 100, 0));
            assertEquals(1, breaches.get("none " + shape.name() + " RATE"));
        }
        assertEquals(RoomMessages.FROM_CLIENTS.shapes().size(), indices.size());
        assertEquals(InputPolicy.ANYTHING, InputPolicy.indexOf("move-warrior"));
        assertEquals(InputPolicy.ANYTHING, InputPolicy.indexOf(""));
    }

    @Test
    void connectionsHaveSixtyASecondInAll() {
        InputBuckets buckets = policy.ofConnection(0);
        for (int i = 0; i < 60; i++) {
            assertEquals(Passage.TAKEN, buckets.take(InputPolicy.ANYTHING, 16_384, 0));
        }
        assertEquals(Passage.RATE_LIMITED, buckets.take(InputPolicy.ANYTHING, 1, 0));
        assertEquals(17, buckets.retryAfterMs(InputPolicy.ANYTHING));
        assertEquals(1, breaches.get("none any RATE"));
    }

    @Test
    void gameIsReadOnceAndItsBreachesStandUnderItsName() {
        BlitzGame blitz = new BlitzGame();
        InputPolicy.GameInput input = policy.of(blitz);
        assertSame(input, policy.of(blitz));
        new InputBuckets(input.rates(), 0).take(0, 513, 0);
        new InputBuckets(policy.of(new PracticeGame()).rates(), 0).take(0, 513, 0);
        assertEquals(1, breaches.get("arena.blitz move-warrior SIZE"));
        assertEquals(1, breaches.get("arena.practice move-warrior SIZE"));
    }
}
