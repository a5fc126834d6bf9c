package dev.atrium.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;

class MessageCodecTest {
    enum Suit {
        HEARTS,
        SPADES
    }

    record Card(Suit suit, int rank) implements Message {
        Card {
            if (rank < 1 || rank > 13) {
                throw new IllegalArgumentException("rank=" + rank + " (allowed: 1-13)");
            }
        }
    }

    record Everything(
            int number,
            Integer boxed,
            long big,
            Long boxedBig,
            boolean yes,
            Boolean boxedYes,
            String text,
            Deadline due,
            Suit suit,
            Card card,
            List<Card> cards,
            Optional<String> note,
            Optional<List<Integer>> numbers,
            List<Optional<Deadline>> dues)
            implements Message {}

    record Nothing() implements Message {}

    private static final Everything FULL =
            new Everything(
                    -1,
                    Integer.MAX_VALUE,
                    Long.MIN_VALUE,
                    7L,
                    true,
                    false,
                    "Grüße 🦊",
                    new Deadline(99),
                    Suit.SPADES,
                    new Card(Suit.HEARTS, 13),
                    List.of(new Card(Suit.SPADES, 1), new Card(Suit.HEARTS, 2)),
                    Optional.of(""),
                    Optional.of(List.of(1, 2, 3)),
                    List.of(Optional.empty(), Optional.of(new Deadline(0))));

    private static final Everything EMPTY =
            new Everything(
                    0,
                    0,
                    0,
                    0L,
                    false,
                    true,
                    "",
                    new Deadline(Long.MAX_VALUE),
                    Suit.HEARTS,
                    new Card(Suit.HEARTS, 1),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    @Test
    void everyTypeOfFieldComesBackAsItWas() {
        for (Object message : List.of(FULL, EMPTY, new Nothing())) {
            StateReader in = new StateReader(bytes(message));
            assertEquals(message, MessageCodec.read(in, MessageShape.of(message.getClass())));
            in.expectEnd();
        }
    }

    @Test
    void fieldsStandInDeclaredOrderAndEnumsByName() {
        assertEquals(
                "00000006" + "535041444553" + "00000005",
                HexFormat.of().formatHex(bytes(new Card(Suit.SPADES, 5))));
        assertEquals(0, bytes(new Nothing()).length);
    }

    @Test
    void valueThatTheRecordRefusesMeansWrongBytes() {
        refused(Card.class, new StateWriter().text("SPADES").int32(14));
        refused(Card.class, new StateWriter().text("CLUBS").int32(1));
        refused(Card.class, new StateWriter().text("spades").int32(1));
        refused(Due.class, new StateWriter().int64(-1));
        refused(Cards.class, new StateWriter().int32(-1));
        refused(Cards.class, new StateWriter().int32(3).text("SPADES").int32(1));
        refused(Maybe.class, new StateWriter().uint8(2));
    }

    record Due(Deadline due) implements Message {}

    record Cards(List<Card> cards) implements Message {}

    record Maybe(Optional<Integer> number) implements Message {}

    private static void refused(Class<? extends Message> type, StateWriter written) {
        StateReader in = new StateReader(written.toBytes());
        assertThrows(
                StateFormatException.class, () -> MessageCodec.read(in, MessageShape.of(type)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomBytesAreReadOrRefusedAndNothingElse(long seed) {
        Random random = new Random(seed);
        byte[] whole = bytes(FULL);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = whole.clone();
            if (i % 2 == 0) {
                bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
            } else {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                MessageCodec.read(new StateReader(bytes), MessageShape.of(Everything.class));
                read++;
            } catch (StateFormatException refused) {
                assertTrue(refused.getMessage().length() < 200, "seed " + seed);
            }
        }
        assertTrue(read > 100, "only refusals show nothing, seed " + seed);
    }

    @Test
    void messageCutOffAnywhereIsRefused() {
        byte[] whole = bytes(FULL);
        for (int length = 0; length < whole.length; length++) {
            StateReader in = new StateReader(whole, 0, length);
            assertThrows(
                    StateFormatException.class,
                    () -> MessageCodec.read(in, MessageShape.of(Everything.class)));
        }
    }

    private static byte[] bytes(Object message) {
        StateWriter out = new StateWriter();
        MessageCodec.write(out, message);
        return out.toBytes();
    }
}
