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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

class JournalCodecTest {
    private final JournalCodec codec = new JournalCodec(JournalSamples.WORDS);

    static List<JournalEntry> entries() {
        return JournalSamples.entries();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void everyEntryComesBackAsItWas(JournalEntry entry) {
        byte[] bytes = codec.encode(entry);

        assertEquals(entry, codec.decode(bytes));
        assertArrayEquals(bytes, codec.encode(codec.decode(bytes)));
    }

    @Test
    void everyKindOfInputIsAmongTheSamples() {
        assertEquals(
                Stream.of(Input.class, Input.ToGame.class)
                        .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                        .filter(Class::isRecord)
                        .collect(Collectors.toSet()),
                JournalSamples.inputs().stream().map(Object::getClass).collect(Collectors.toSet()));
    }

    /** Journals are kept for good: these bytes must be readable forever. */
    @Test
    void bytesAreTheOnesOfFormatOne() {
        assertEquals(
                "0103000000000000003c00" + "f6660bc0",
                HexFormat.of()
                        .formatHex(codec.encode(new JournalEntry.Mark(60, Optional.empty()))));
        assertEquals(
                "0102" + "00000000000004d4" + "00000002" + "03" + "00000004" + "f988ef0f",
                HexFormat.of()
                        .formatHex(
                                codec.encode(
                                        new JournalEntry.Applied(1_236, 2, new Input.Left(4)))));
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entryThatWasTouchedAnywhereIsRefused(JournalEntry entry) {
        byte[] bytes = codec.encode(entry);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] touched = bytes.clone();
            touched[bit / 8] ^= (byte) (1 << bit % 8);
            assertThrows(StateFormatException.class, () -> codec.decode(touched), "bit " + bit);
        }
    }

    @ParameterizedTest
    @MethodSource("entries")
    void entryThatWasCutOrGrewIsRefused(JournalEntry entry) {
        byte[] bytes = codec.encode(entry);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(StateFormatException.class, () -> codec.decode(cut), "to " + length);
        }
        byte[] grown = Arrays.copyOf(bytes, bytes.length + 1);
        assertThrows(StateFormatException.class, () -> codec.decode(grown));
    }

    /**
     * A checksum can be put right by whoever alters an entry; the fields are checked all the same.
     */
    @Test
    void whateverStandsUnderARightChecksumOnlyEverIsRefusedOrRead() {
        Random random = new Random(11);
        List<byte[]> whole = entries().stream().map(codec::encode).toList();
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] entry = whole.get(random.nextInt(whole.size()));
            byte[] body = Arrays.copyOf(entry, entry.length - 4);
            for (int touches = 1 + random.nextInt(3); touches > 0; touches--) {
                int at = Math.min(body.length - 1, random.nextInt(body.length) / (1 + touches % 2));
                body[at] = (byte) random.nextInt(256);
            }
            if (random.nextInt(8) == 0) {
                body = Arrays.copyOf(body, random.nextInt(body.length + 8));
            }
            try {
                JournalEntry decoded = codec.decode(withChecksum(body));
                assertEquals(decoded, codec.decode(codec.encode(decoded)));
                read++;
            } catch (StateFormatException e) {
                refused++;
            }
        }
        assertTrue(read > 1_000 && refused > 1_000, read + " read, " + refused + " refused");
    }

    @Test
    void otherFormatsAndKindsAreRefused() {
        assertRefused("a later format", body(2, 3).int64(60).bool(false));
        assertRefused("an unknown kind", body(1, 4).int64(60).bool(false));
        assertRefused("an unknown input", body(1, 2).int64(0).int32(0).uint8(9).int32(4));
        assertRefused("bytes left over", body(1, 3).int64(60).bool(false).uint8(0));
        assertRefused("a seat of no range", body(1, 2).int64(0).int32(0).uint8(2).int32(5_000));
        assertRefused(
                "no destination", body(1, 2).int64(0).int32(0).uint8(8).text("nowhere").int64(1));
    }

    @Test
    void messageThatIsUnknownOrOutOfRangeIsRefused() {
        assertRefused("unknown", command().text("shout").text("a"));
        assertRefused("out of its range", command().text("bid").int32(0));
        assertEquals(
                new JournalEntry.Applied(0, 0, new Input.Command(0, 1, new JournalSamples.Bid(1))),
                codec.decode(withChecksum(command().text("bid").int32(1).toBytes())));
    }

    @Test
    void commandIsOneThatAPlayerMayGive() {
        assertRefused("a query as a command", command().text("ask").int32(1));
        assertRefused("a room's message as a command", command().text("tell").int64(1));
    }

    @Test
    void whatTheVocabularyDoesNotKnowIsNotWritten() {
        JournalCodec other = new JournalCodec(Vocabulary.of(List.of()));
        JournalEntry entry =
                new JournalEntry.Applied(0, 0, new Input.Command(0, 1, new JournalSamples.Bid(1)));

        assertThrows(IllegalArgumentException.class, () -> other.encode(entry));
    }

    private void assertRefused(String what, StateWriter body) {
        byte[] bytes = withChecksum(body.toBytes());
        assertThrows(StateFormatException.class, () -> codec.decode(bytes), what);
    }

    private static StateWriter body(int format, int kind) {
        return new StateWriter().uint8(format).uint8(kind);
    }

    private static StateWriter command() {
        return body(1, 2).int64(0).int32(0).uint8(1).int32(0).int64(1);
    }

    private static byte[] withChecksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        return new StateWriter().raw(body).int32((int) crc.getValue()).toBytes();
    }

    @Test
    void openingKeepsItsOwnListOfSeats() {
        assertThrows(
                UnsupportedOperationException.class,
                () -> JournalSamples.opened("room").seats().clear());
    }
}
