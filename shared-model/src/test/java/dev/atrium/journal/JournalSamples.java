package dev.atrium.journal;

import dev.atrium.game.Destination;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Presence;
import dev.atrium.game.Seat;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** One entry of every kind, and bytes with a sum that fits. */
final class JournalSamples {
    static final Vocabulary VOCABULARY = Vocabulary.of(List.of(Say.class, Rumour.class));

    private JournalSamples() {}

    record Say(String words) implements PlayerCommand {}

    record Rumour(String words, long weight) implements Message {}

    static List<Input> inputs() {
        return List.of(
                new Input.Command(3, 1L << 40, new Say("grüß")),
                new Input.Joined(seat(7)),
                new Input.Left(2),
                new Input.PresenceChanged(1, Presence.HERE),
                new Input.PresenceChanged(1, Presence.GONE),
                new Input.Forfeited(4, "speed"),
                new Input.OperatorAct("pause", ""),
                new Input.RoomMessage("lobby", 9, new Rumour("war", -1)),
                new Input.EffectsAcknowledged(Destination.HISTORY, 12),
                new Input.EffectsAcknowledged(Destination.bridge("chain"), 1));
    }

    static List<JournalEntry> entries() {
        List<JournalEntry> all = new ArrayList<>();
        all.add(opened());
        for (Input input : inputs()) {
            all.add(new JournalEntry.Applied(60L + all.size(), all.size(), input));
        }
        all.add(new JournalEntry.Mark(Long.MAX_VALUE, Optional.empty()));
        all.add(new JournalEntry.Mark(120, Optional.of(StateHash.of(new byte[] {1}))));
        return all;
    }

    static JournalEntry.Opened opened() {
        return new JournalEntry.Opened(
                "room",
                "game",
                3,
                List.of(seat(0), seat(1)),
                new TreeMap<>(Map.of("map", "ice", "speed", "2")),
                new TreeMap<>(Map.of(0, "aa", 1, "bb")));
    }

    static Seat seat(int index) {
        return new Seat(
                index,
                "player-" + index,
                "Ann",
                "fox",
                index % 2 == 1,
                new TreeMap<>(Map.of("warriors", "2")));
    }

    /** The head of an applied input of tick 0, up to the kind of the input. */
    static StateWriter applied() {
        return new StateWriter().uint8(1).uint8(2).int64(0).int32(0);
    }

    /** These bytes and the sum over them, as if the codec had written them. */
    static byte[] sealed(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return new StateWriter().raw(body).int32((int) crc.getValue()).toBytes();
    }
}
