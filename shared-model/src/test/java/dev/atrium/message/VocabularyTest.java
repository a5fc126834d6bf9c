package dev.atrium.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class VocabularyTest {
    record Say(String words) implements Message {}

    record Wave() implements Message {}

    @WireName("say")
    record OtherSay(String words) implements Message {}

    record Broken(float x) implements Message {}

    private static final Vocabulary WORDS = Vocabulary.of(List.of(Wave.class, Say.class));

    @Test
    void messagesComeBackByName() {
        StateWriter out = new StateWriter();
        WORDS.write(out, new Say("hello"));
        WORDS.write(out, new Wave());
        StateReader in = new StateReader(out.toBytes());
        assertEquals(new Say("hello"), WORDS.read(in));
        assertEquals(new Wave(), WORDS.read(in));
        in.expectEnd();
    }

    @Test
    void shapesAreFoundByName() {
        assertEquals(Optional.of(MessageShape.of(Say.class)), WORDS.shape("say"));
        assertEquals(Optional.empty(), WORDS.shape("Say"));
        assertEquals(
                List.of("say", "wave"), WORDS.shapes().stream().map(MessageShape::name).toList());
    }

    @Test
    void messageOfTheSameNameIsAnother() {
        assertTrue(WORDS.knows(new Say("")));
        assertFalse(WORDS.knows(new OtherSay("")));
        StateWriter out = new StateWriter();
        assertThrows(IllegalArgumentException.class, () -> WORDS.write(out, new OtherSay("hello")));
        assertEquals(0, out.lengthBytes());
    }

    @Test
    void nameThatIsNotKnownIsRefused() {
        StateReader in = new StateReader(new StateWriter().text("shout").toBytes());
        assertThrows(StateFormatException.class, () -> WORDS.read(in));
    }

    @Test
    void twoMessagesOfOneNameOrOneThatIsNoneMakeNoVocabulary() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Vocabulary.of(List.of(Say.class, OtherSay.class)));
        assertThrows(
                IllegalArgumentException.class, () -> Vocabulary.of(List.of(Say.class, Say.class)));
        assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of(Broken.class)));
    }
}
