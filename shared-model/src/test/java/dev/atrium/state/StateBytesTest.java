package dev.atrium.state;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

class StateBytesTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void everythingWrittenIsReadBack() {
        StateWriter out = new StateWriter(1);
        out.int32(Integer.MIN_VALUE).int32(-1).int32(0x01020304).int64(Long.MIN_VALUE).int64(-2);
        out.int64(0x0102030405060708L).uint8(0).uint8(255).bool(true).bool(false);
        out.text("").text("Grüße, 🦊 \uFFFD");
        out.block(new byte[] {1, 2}).raw(new byte[] {9, 8, 7});
        assertEquals(out.lengthBytes(), out.toBytes().length);

        StateReader in = new StateReader(out.toBytes());
        assertEquals(Integer.MIN_VALUE, in.int32());
        assertEquals(-1, in.int32());
        assertEquals(0x01020304, in.int32());
        assertEquals(Long.MIN_VALUE, in.int64());
        assertEquals(-2, in.int64());
        assertEquals(0x0102030405060708L, in.int64());
        assertEquals(0, in.uint8());
        assertEquals(255, in.uint8());
        assertTrue(in.bool());
        assertFalse(in.bool());
        assertEquals("", in.text());
        assertEquals("Grüße, 🦊 \uFFFD", in.text());
        assertArrayEquals(new byte[] {1, 2}, in.block());
        assertArrayEquals(new byte[] {9, 8, 7}, in.raw(3));
        assertEquals(0, in.remainingBytes());
        in.expectEnd();
    }

    @Test
    void bytesAreBigEndianAndLengthPrefixed() {
        StateWriter out = new StateWriter().int32(1).int64(2).text("é").bool(true);
        assertEquals(
                "00000001" + "0000000000000002" + "00000002c3a9" + "01",
                HEX.formatHex(out.toBytes()));
    }

    @Test
    void whatEndsTooEarlyIsRefused() {
        refused("000000", StateReader::int32);
        refused("00000000000000", StateReader::int64);
        refused("", StateReader::uint8);
        refused("", StateReader::bool);
        refused("0000", in -> in.raw(3));
        refused("0000", in -> in.raw(-1));
        refused("00000002ff", StateReader::block);
        refused("0000000261", StateReader::text);
        refused("00", StateReader::expectEnd);
    }

    @Test
    void lengthIsBelievedOnlyAsFarAsBytesGo() {
        refused("7fffffff", StateReader::block);
        refused("ffffffff", StateReader::text);
        refused("80000000", in -> in.count(1));
        refused("7fffffff00", in -> in.count(Integer.MAX_VALUE));
        refused("00000003" + "00".repeat(11), in -> in.count(4));
        assertEquals(3, reader("00000003" + "00".repeat(12)).count(4));
        assertEquals(0, reader("00000000").count(100));
    }

    @Test
    void booleanIsZeroOrOne() {
        refused("02", StateReader::bool);
        refused("ff", StateReader::bool);
    }

    @Test
    void textThatIsNotUtf8IsRefusedAndNotReplaced() {
        for (String bad : List.of("ff", "c3", "c080", "eda080", "f8888080", "80", "e282")) {
            StateWriter out = new StateWriter().block(HEX.parseHex(bad));
            refused(HEX.formatHex(out.toBytes()), StateReader::text);
        }
        refused("00000004" + "efbfbd" + "ff", StateReader::text);
    }

    @Test
    void halfASurrogatePairIsNotWritten() {
        for (String half : List.of("\ud800", "a\udc00", "\ud83da", "\udc00\ud800", "🦊\ud800")) {
            assertFalse(StateWriter.isUnicode(half));
            StateWriter out = new StateWriter();
            assertThrows(StateFormatException.class, () -> out.text(half));
            assertEquals(0, out.lengthBytes());
        }
        assertTrue(StateWriter.isUnicode("a🦊🦊b"));
    }

    @Test
    void rangeOutsideTheBytesIsRefused() {
        byte[] bytes = {1, 2, 3};
        assertEquals(2, new StateReader(bytes, 1, 1).uint8());
        refusedRange(bytes, -1, 1);
        refusedRange(bytes, 0, 4);
        refusedRange(bytes, 2, 2);
        refusedRange(bytes, 1, -1);
        refusedRange(bytes, Integer.MAX_VALUE, Integer.MAX_VALUE);
        StateReader part = new StateReader(bytes, 0, 2);
        part.raw(2);
        assertThrows(StateFormatException.class, part::uint8);
    }

    private static void refusedRange(byte[] bytes, int offset, int length) {
        assertThrows(StateFormatException.class, () -> new StateReader(bytes, offset, length));
    }

    @Test
    void byteOutOfRangeIsNotWritten() {
        assertThrows(StateFormatException.class, () -> new StateWriter().uint8(256));
        assertThrows(StateFormatException.class, () -> new StateWriter().uint8(-1));
    }

    @Test
    void stateBeyondTheLimitEndsInAClearError() {
        StateWriter out = new StateWriter(StateWriter.LIMIT_BYTES);
        byte[] chunk = new byte[StateWriter.LIMIT_BYTES / 4];
        for (int i = 0; i < 4; i++) {
            out.raw(chunk);
        }
        assertThrows(StateFormatException.class, () -> out.uint8(0));
        assertThrows(StateFormatException.class, () -> out.raw(chunk));
        assertEquals(StateWriter.LIMIT_BYTES, out.lengthBytes());
    }

    @Test
    void valueThatItsTypeRefusesMeansWrongBytes() {
        assertEquals("a", StateReader.checked(() -> "a"));
        StateFormatException refused =
                assertThrows(
                        StateFormatException.class,
                        () -> StateReader.checked(() -> Integer.parseInt("x")));
        assertInstanceOf(NumberFormatException.class, refused.getCause());
    }

    private static StateReader reader(String hex) {
        return new StateReader(HEX.parseHex(hex));
    }

    private static void refused(String hex, Consumer<StateReader> reading) {
        StateReader in = reader(hex);
        assertThrows(StateFormatException.class, () -> reading.accept(in), hex);
    }
}
