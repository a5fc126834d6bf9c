package dev.atrium.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Input;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

class JournalCodecTest {
    private final JournalCodec codec = new JournalCodec(JournalSamples.VOCABULARY);

    @Test
    void everyKindOfEntryAndOfInputIsReadAsItWasWritten() {
        for (JournalEntry entry : JournalSamples.entries()) {
            byte[] bytes = codec.encode(entry);
            assertEquals(entry, codec.decode(bytes));
            assertArrayEquals(bytes, codec.encode(codec.decode(bytes)));
        }
    }

    @Test
    void theSamplesLeaveNoKindOut() {
        assertEquals(
                kinds(JournalEntry.class),
                JournalSamples.entries().stream()
                        .map(Object::getClass)
                        .collect(Collectors.toSet()));
        assertEquals(8, JournalSamples.inputs().stream().map(Object::getClass).distinct().count());
        assertEquals(7, Input.ToGame.class.getPermittedSubclasses().length);
    }

    @Test
    void theBytesOfAMarkStayWhatTheyAre() {
        byte[] mark = codec.encode(new JournalEntry.Mark(258, Optional.empty()));
        byte[] body = {1, 3, 0, 0, 0, 0, 0, 0, 1, 2, 0};
        assertArrayEquals(JournalSamples.sealed(body), mark);
    }

    @Test
    void aFlippedByteIsAlwaysFound() {
        for (JournalEntry entry : JournalSamples.entries()) {
            byte[] bytes = codec.encode(entry);
            for (int at = 0; at < bytes.length; at++) {
                for (int bits : new int[] {0x01, 0x80, 0xff}) {
                    byte[] altered = bytes.clone();
                    altered[at] ^= (byte) bits;
                    refused(altered);
                }
            }
        }
    }

    @Test
    void aTornOrLengthenedEntryIsAlwaysFound() {
        for (JournalEntry entry : JournalSamples.entries()) {
            byte[] bytes = codec.encode(entry);
            for (int length = 0; length < bytes.length; length++) {
                refused(Arrays.copyOf(bytes, length));
                refused(
                        JournalSamples.sealed(
                                Arrays.copyOf(bytes, Math.min(length, bytes.length - 5))));
            }
            refused(Arrays.copyOf(bytes, bytes.length + 1));
            byte[] longer = Arrays.copyOf(Arrays.copyOf(bytes, bytes.length - 4), bytes.length - 3);
            refused(JournalSamples.sealed(longer));
        }
    }

    @Test
    void alteredBytesWithASumThatFitsAreReadOrRefusedAndNothingElse() {
        int refused = 0;
        int read = 0;
        for (JournalEntry entry : JournalSamples.entries()) {
            byte[] bytes = codec.encode(entry);
            byte[] body = Arrays.copyOf(bytes, bytes.length - 4);
            for (int at = 0; at < body.length; at++) {
                for (int bits = 1; bits < 256; bits++) {
                    byte[] altered = body.clone();
                    altered[at] ^= (byte) bits;
                    try {
                        codec.decode(JournalSamples.sealed(altered));
                        read++;
                    } catch (StateFormatException e) {
                        refused++;
                    }
                }
            }
        }
        assertTrue(refused > 1000 && read > 1000, refused + " refused, " + read + " read");
    }

    @Test
    void anUnknownFormatOrKindIsRefused() {
        refused(JournalSamples.sealed(new byte[] {2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
        refused(JournalSamples.sealed(new byte[] {1, 0}));
        refused(JournalSamples.sealed(new byte[] {1, 4}));
        refused(JournalSamples.applied().uint8(0));
        refused(JournalSamples.applied().uint8(9));
    }

    @Test
    void valuesThatNoRoomHasAreRefused() {
        refused(JournalSamples.applied().uint8(4).int32(0).uint8(2));
        refused(JournalSamples.applied().uint8(8).text("nowhere").int64(1));
        StateWriter seat = JournalSamples.applied().uint8(2).int32(5000);
        refused(seat.text("p").text("Ann").text("fox").bool(false).int32(0));
        StateWriter rumour = JournalSamples.applied().uint8(1).int32(0).int64(1);
        refused(rumour.text("rumour").text("war").int64(1));
        refused(JournalSamples.applied().uint8(7).text("lobby").int64(1).text("shout"));
    }

    @Test
    void aMessageOfAnotherVocabularyIsNeitherReadNorWritten() {
        JournalCodec foreign = new JournalCodec(Vocabulary.of(List.of()));
        JournalEntry entry =
                new JournalEntry.Applied(1, 0, new Input.Command(0, 1, new JournalSamples.Say("")));
        byte[] bytes = codec.encode(entry);
        assertThrows(StateFormatException.class, () -> foreign.decode(bytes));
        assertThrows(IllegalArgumentException.class, () -> foreign.encode(entry));
    }

    private static Set<Class<?>> kinds(Class<?> sealedType) {
        return Set.of(sealedType.getPermittedSubclasses());
    }

    private void refused(StateWriter body) {
        refused(JournalSamples.sealed(body.toBytes()));
    }

    private void refused(byte[] bytes) {
        assertThrows(StateFormatException.class, () -> codec.decode(bytes));
    }
}
