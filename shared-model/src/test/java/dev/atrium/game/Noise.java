package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.ContractPlay.Step;
import dev.atrium.message.Message;

import java.util.TreeMap;

/** Puts in, before each input, what a careless sender and a bad line would. For one play. */
final class Noise implements ContractPlay.Twist {
    private final TreeMap<String, Long> received = new TreeMap<>();

    @Override
    public RoomMachine before(RoomMachine room, Step next, Transcript transcript) {
        if (!next.accepted() || next.input().isEmpty() || room.finished()) {
            return room;
        }
        switch (next.input().get()) {
            case Input.RoomMessage(String from, long sequence, Message message) -> {
                assertEquals(received.getOrDefault(from, 0L) + 1, sequence, next::toString);
                received.put(from, sequence);
                var early = new Input.RoomMessage(from, sequence + 1, message);
                assertInstanceOf(Verdict.Refused.class, room.apply(early, transcript));
                for (long old = Math.max(1, sequence - 3); old < sequence; old++) {
                    var again = new Input.RoomMessage(from, old, message);
                    assertEquals(Verdict.REPEATED, room.apply(again, transcript));
                }
            }
            case Input.Command(int seat, long sequence, Message message) -> {
                long last = room.lastSequence(seat);
                assertTrue(sequence > last, next::toString);
                var again = new Input.Command(seat, last, message);
                assertEquals(Verdict.REPEATED, room.apply(again, transcript));
            }
            case Input.Joined joined -> {}
            case Input.Left left -> {}
            case Input.PresenceChanged changed -> {}
            case Input.Forfeited forfeited -> {}
            case Input.OperatorAct act -> {}
            case Input.EffectsAcknowledged acknowledged -> {}
        }
        return room;
    }
}
