package dev.atrium.game;

import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a room has sent and not yet heard of, and what it has received. The machine's own state:
 * after a restore the same effects are pending and the same messages count as received.
 */
final class Mail {
    /** Beyond this something outside has been deaf for far too long: the room fails loudly. */
    static final int PENDING_MAX = 100_000;

    private final TreeMap<Destination, Outgoing> outgoing = new TreeMap<>();
    private final TreeMap<String, Long> received = new TreeMap<>();

    private static final class Outgoing {
        long last;
        final ArrayDeque<Effect> pending = new ArrayDeque<>();
    }

    Effect send(Destination destination, Message message) {
        Outgoing to = outgoing.computeIfAbsent(destination, d -> new Outgoing());
        if (to.pending.size() >= PENDING_MAX) {
            throw new IllegalStateException("too many effects pending to " + destination);
        }
        Effect effect = new Effect(destination, ++to.last, message);
        to.pending.add(effect);
        return effect;
    }

    Verdict acknowledge(Destination destination, long sequence) {
        Outgoing to = outgoing.get(destination);
        if (to == null || sequence > to.last) {
            return Verdict.refused("never-sent", "Nothing of that number was sent there.");
        }
        if (to.pending.isEmpty() || to.pending.getFirst().sequence() > sequence) {
            return Verdict.REPEATED;
        }
        while (!to.pending.isEmpty() && to.pending.getFirst().sequence() <= sequence) {
            to.pending.removeFirst();
        }
        return Verdict.ACCEPTED;
    }

    long lastReceived(String from) {
        return received.getOrDefault(from, 0L);
    }

    void received(String from, long sequence) {
        received.put(from, sequence);
    }

    List<Effect> pending() {
        List<Effect> all = new ArrayList<>();
        outgoing.values().forEach(to -> all.addAll(to.pending));
        return all;
    }

    void write(StateWriter out, Vocabulary vocabulary) {
        out.int32(outgoing.size());
        for (Map.Entry<Destination, Outgoing> to : outgoing.entrySet()) {
            out.text(to.getKey().address()).int64(to.getValue().last);
            out.int32(to.getValue().pending.size());
            for (Effect effect : to.getValue().pending) {
                out.int64(effect.sequence());
                vocabulary.write(out, effect.message());
            }
        }
        out.int32(received.size());
        for (Map.Entry<String, Long> from : received.entrySet()) {
            out.text(from.getKey()).int64(from.getValue());
        }
    }

    void read(StateReader in, Vocabulary vocabulary) {
        int destinations = in.count(16);
        for (int i = 0; i < destinations; i++) {
            Destination destination = StateReader.checked(() -> new Destination(in.text()));
            expect(outgoing.isEmpty() || outgoing.lastKey().compareTo(destination) < 0);
            outgoing.put(destination, readOutgoing(destination, in, vocabulary));
        }
        int senders = in.count(12);
        for (int i = 0; i < senders; i++) {
            String from = in.text();
            long last = in.int64();
            expect((received.isEmpty() || received.lastKey().compareTo(from) < 0) && last > 0);
            received.put(from, last);
        }
    }

    private static Outgoing readOutgoing(
            Destination destination, StateReader in, Vocabulary vocabulary) {
        Outgoing to = new Outgoing();
        to.last = in.int64();
        int pending = in.count(12);
        expect(pending <= PENDING_MAX && pending <= to.last);
        for (int i = 0; i < pending; i++) {
            long sequence = in.int64();
            expect(sequence == to.last - pending + 1 + i);
            to.pending.add(new Effect(destination, sequence, vocabulary.read(in)));
        }
        return to;
    }

    private static void expect(boolean inOrder) {
        if (!inOrder) {
            throw new StateFormatException("mail out of order");
        }
    }
}
