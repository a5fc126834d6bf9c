package dev.atrium.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

class InputLimitTest {
    @InputLimit(messages = 30, perSeconds = 60, burst = 5, bytesMax = 1_024)
    record Say(String words) implements Message {}

    record Wave() implements Message {}

    @InputLimit(messages = 0, burst = 1, bytesMax = 1_024)
    record Never() implements Message {}

    @InputLimit(messages = 1, perSeconds = 3_601, burst = 1, bytesMax = 1_024)
    record Seldom() implements Message {}

    @InputLimit(messages = 1, burst = 1_001, bytesMax = 1_024)
    record Together() implements Message {}

    @WireName("long_letter")
    @InputLimit(messages = 1, burst = 1, bytesMax = 16_385)
    record Letter() implements Message {}

    private static String refused(Class<? extends Message> type) {
        return assertThrows(IllegalArgumentException.class, () -> Vocabulary.of(List.of(type)))
                .getMessage();
    }

    @Test
    void limitIsReadFromBesideTheMessage() {
        assertEquals(new Allowance(30, 60, 5, 1_024), MessageShape.of(Say.class).allowance());
    }

    @Test
    void messageThatDeclaresNoneHasTheDefault() {
        assertEquals(Allowance.DEFAULT, MessageShape.of(Wave.class).allowance());
        assertEquals(new Allowance(10, 1, 20, 4_096), Allowance.DEFAULT);
    }

    @Test
    void vocabularyOfAnImpossibleLimitIsRefusedByTheMessagesName() {
        assertEquals(
                "the input limit of never: messages=0 (allowed: 1-1000)", refused(Never.class));
        assertEquals(
                "the input limit of seldom: perSeconds=3601 (allowed: 1-3600)",
                refused(Seldom.class));
        assertEquals(
                "the input limit of together: burst=1001 (allowed: 1-1000)",
                refused(Together.class));
        assertEquals(
                "the input limit of long_letter: bytesMax=16385 (allowed: 128-16384)",
                refused(Letter.class));
    }

    @Test
    void wordsAreFoundByNameAndByClassEachAtItsIndex() {
        Vocabulary words = Vocabulary.of(List.of(Wave.class, Say.class));
        Vocabulary.Word say = words.word("say");
        assertNotNull(say);
        assertEquals(0, say.index());
        assertEquals(say, words.word(Say.class));
        assertEquals(1, words.words().get(1).index());
        assertEquals("wave", words.words().get(1).shape().name());
        assertNull(words.word("never"));
        assertNull(words.word(Never.class));
    }
}
