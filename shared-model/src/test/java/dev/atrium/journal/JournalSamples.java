package dev.atrium.journal;

import dev.atrium.game.Destination;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.PlayerQuery;
import dev.atrium.game.Presence;
import dev.atrium.game.Seat;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateHash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Entries of every kind, with every kind of input. */
final class JournalSamples {
    static final Vocabulary WORDS =
            Vocabulary.of(List.of(Say.class, Ask.class, Tell.class, Bid.class));

    private JournalSamples() {}

    record Say(String words, List<Integer> numbers) implements PlayerCommand {}

    record Ask(int about) implements PlayerQuery {}

    record Tell(long what) implements Message {}

    record Bid(int amount) implements PlayerCommand {
        Bid {
            if (amount < 1) {
                throw new IllegalArgumentException("amount=" + amount + " (allowed: 1 and more)");
            }
        }
    }

    static Seat seat(int index, Map<String, String> options) {
        return new Seat(
                index, "p-" + index, "Änn " + index, "fox", index > 0, new TreeMap<>(options));
    }

    static JournalEntry.Opened opened(String roomId) {
        return new JournalEntry.Opened(
                roomId,
                "test.game",
                7,
                List.of(seat(0, Map.of("warriors", "3")), seat(2, Map.of())),
                new TreeMap<>(Map.of("map", "isles", "length", "short")),
                new TreeMap<>(Map.of(0, "nonce-a", 2, "nonce-b")));
    }

    static List<Input> inputs() {
        return List.of(
                new Input.Command(3, 17, new Say("hello, wörld", List.of(1, -2, 3))),
                new Input.Command(0, Long.MAX_VALUE, new Bid(Integer.MAX_VALUE)),
                new Input.Joined(seat(5, Map.of("a", "b"))),
                new Input.Left(4),
                new Input.PresenceChanged(1, Presence.GONE),
                new Input.PresenceChanged(1, Presence.HERE),
                new Input.Forfeited(2, "speed"),
                new Input.OperatorAct("ban", "p-1"),
                new Input.OperatorAct("stop", ""),
                new Input.RoomMessage("room-a", 1, new Tell(-1)),
                new Input.EffectsAcknowledged(Destination.HISTORY, 9),
                new Input.EffectsAcknowledged(Destination.room("room-b"), 1),
                new Input.EffectsAcknowledged(Destination.bridge("solana"), 2));
    }

    static List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        entries.add(opened("room-1"));
        entries.add(
                new JournalEntry.Opened(
                        "room-2", "g", 1, List.of(), new TreeMap<>(), new TreeMap<>()));
        for (Input input : inputs()) {
            entries.add(new JournalEntry.Applied(1_236, entries.size(), input));
        }
        entries.add(new JournalEntry.Mark(60, Optional.empty()));
        entries.add(new JournalEntry.Mark(120, Optional.of(StateHash.of(new byte[] {1, 2, 3}))));
        entries.add(new JournalEntry.Mark(Long.MAX_VALUE, Optional.empty()));
        return entries;
    }
}
