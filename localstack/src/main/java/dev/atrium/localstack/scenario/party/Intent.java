package dev.atrium.localstack.scenario.party;

import java.util.List;

/**
 * What somebody is about to say in a phase.
 *
 * @param afterMs how long he thinks, in the game's time
 * @param texts what he says: the first that the room takes; nothing at all if there are none
 * @param secondThought what he says some time after that in its place, if anything
 */
public record Intent(long afterMs, List<String> texts, List<String> secondThought) {
    /** Copies the lists. */
    public Intent {
        texts = List.copyOf(texts);
        secondThought = List.copyOf(secondThought);
    }

    /** One who sticks to what he said. */
    static Intent of(long afterMs, List<String> texts) {
        return new Intent(afterMs, texts, List.of());
    }
}
