package dev.atrium.game;

import dev.atrium.message.Message;
import dev.atrium.message.MessageCodec;
import dev.atrium.message.MessageShape;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;

/** Writes down what a room tells, in order, message for message in canonical bytes. */
final class Transcript implements Emissions {
    private final List<Told> told = new ArrayList<>();

    /** One thing told. */
    sealed interface Told {}

    /** An event and its audience. */
    record ToldEvent(long tick, Audience audience, Bytes message) implements Told {}

    /** An effect, where it goes and its number. */
    record ToldEffect(long tick, Destination destination, long sequence, Bytes message)
            implements Told {}

    /** A message as it is sent: its name and its canonical bytes. */
    record Bytes(String name, CanonicalBytes bytes) {
        static Bytes of(Message message) {
            StateWriter out = new StateWriter();
            MessageCodec.write(out, message);
            String name = MessageShape.of(message.getClass()).name();
            return new Bytes(name, new CanonicalBytes(out.toBytes()));
        }
    }

    @Override
    public void event(long tick, Audience audience, Message event) {
        told.add(new ToldEvent(tick, audience, Bytes.of(event)));
    }

    @Override
    public void effect(long tick, Effect effect) {
        told.add(
                new ToldEffect(
                        tick, effect.destination(), effect.sequence(), Bytes.of(effect.message())));
    }

    /** Everything so far. */
    List<Told> all() {
        return List.copyOf(told);
    }

    int size() {
        return told.size();
    }

    /** The events that this viewer is sent. */
    List<Told> toldTo(Viewer viewer) {
        return told.stream()
                .filter(t -> t instanceof ToldEvent event && event.audience().includes(viewer))
                .toList();
    }
}
