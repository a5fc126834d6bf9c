package dev.atrium.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;

/** What people write becomes plain text, and what is the same is known to be the same. */
class PlainTextTest {
    private static final String FAMILY = "👨‍👩‍👧‍👦";
    private static final String SKIN = "👩🏽‍🚀";
    private static final String FLAG = "🇩🇪🏳️‍🌈";
    private static final String KEYCAP = "1️⃣";

    /** All that has ever broken a text field, one beside the other. */
    private static final String[] NASTY = {
        "a",
        "B",
        "é",
        "e\u0301",
        "\u0301",
        "\u0323",
        "\u0300",
        "\u200D",
        "\u200C",
        "\uFE0F",
        "\uFE0E",
        " ",
        "\t",
        "\n",
        "\u00A0",
        "\u2028",
        "\u3000",
        "\u0085",
        "\u0000",
        "\u001B",
        "\u202E",
        "\u2066",
        "\u200B",
        "\u00AD",
        "\uFEFF",
        "\uD83D",
        "\uDC68",
        "👨",
        "🏽",
        "🇩",
        "क",
        "्",
        "ा",
        "が",
        "か\u3099",
        "\u3164",
        "\u1160",
        "가",
        "\u1100\u1161",
        "\uE000",
        "\uFFFF",
        "\u0378",
        "ﬁ",
        "İ",
        "ß",
        "Σ",
        "<",
        "&",
        "\"",
        "\\",
        "'",
        "-",
        "\u034F",
        "\u20E3",
        "Å",
        "\u09C7",
        "\u09BE",
        "\u0344",
        "\u212B",
        "\u1E9B\u0323",
        "\u2800"
    };

    @Test
    void textIsOnOneLineTrimmedAndFolded() {
        assertEquals("two words", PlainText.of("  two \t\r\n words\u0085"));
        assertEquals("a b c", PlainText.of("\u00A0a\u2028\u2029b\u3000\u200A c\u2003"));
        assertEquals("a b", PlainText.of("a\u3164\u1160\u2800b"), "blank letters are blanks");
    }

    @Test
    void textIsComposed() {
        assertEquals("é", PlainText.of("e\u0301"));
        assertEquals("Å", PlainText.of("\u212B"));
        assertEquals("가", PlainText.of("\u1100\u1161"));
    }

    @Test
    void whatCannotBeSeenIsDropped() {
        assertEquals("abc", PlainText.of("a\u0000b\u001B\u007Fc"));
        assertEquals(
                "evil.txt", PlainText.of("\u202Eevil\u202C\u2066.\u2069txt\u200E\u200F\u061C"));
        assertEquals("word", PlainText.of("w\u00ADo\u200Br\u2060d\uFEFF"));
        assertEquals("", PlainText.of("\u200B\u202E\u200D\uFE0F\u0301\u0085"));
        assertEquals("x", PlainText.of("x\uE000\uDBFF\uDFFF\uFFFF\u0378"), "private, unassigned");
        assertEquals("🏴", PlainText.of("🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F"), "tags");
    }

    @Test
    void halvesOfPairsAreDropped() {
        assertEquals("ab", PlainText.of("a\uD83Db"));
        assertEquals("ab", PlainText.of("a\uDC68b"));
        assertEquals("a👨b", PlainText.of("a\uD83D\uDC68b"));
        assertEquals("", PlainText.of("\uDC68\uD83D"));
    }

    @Test
    void scribblingKeepsThreeMarks() {
        String zalgo = "H" + "\u030D\u030E\u0304\u0305\u033F".repeat(20) + "i\u0316\u0317";
        String plain = PlainText.of(zalgo);
        assertEquals("H\u030D\u030E\u0304i\u0316\u0317", plain);
        String joined = "H" + "\u030D\u200D".repeat(20) + "i";
        assertEquals("H\u030D\u200D\u030D\u200D\u030D\u200Di", PlainText.of(joined));
        assertEquals("a b", PlainText.of("\u0301a \u0301\u0302b"), "marks without a base");
    }

    @Test
    void emojiStayWhole() {
        for (String emoji : List.of(FAMILY, SKIN, FLAG, KEYCAP, "❤️", "☎︎", "🧑🏿‍🤝‍🧑🏻")) {
            assertEquals(emoji, PlainText.of(emoji));
            assertEquals("my " + emoji + "!", PlainText.of(" my  " + emoji + "! "));
        }
        assertEquals("❤️", PlainText.checked("answer", "❤️", 2));
        assertEquals("نامه‌ای", PlainText.of("نامه‌ای"), "a joiner that Persian needs");
    }

    @Test
    void joinersThatJoinNothingAreDropped() {
        assertEquals("ab", PlainText.of("\u200Dab\u200D"));
        assertEquals("a b", PlainText.of("a\u200D \u200Cb"));
        assertEquals("a\u200Cb", PlainText.of("a\u200D\u200D\u200Cb"));
    }

    @Test
    void markupStaysText() {
        String markup = "<script>alert(\"1\")</script> & <b>'x'</b> &amp; \\u0041 ${x} {{y}}";
        assertEquals(markup, PlainText.of(markup));
    }

    @Test
    void lengthIsCountedInCodePointsAfterwards() {
        assertEquals("x".repeat(100), PlainText.checked("answer", "x".repeat(100) + "  ", 100));
        assertEquals("😀".repeat(100), PlainText.checked("answer", "😀".repeat(100), 100));
        assertEquals("é".repeat(100), PlainText.checked("answer", "e\u0301".repeat(100), 100));
        for (String bad :
                List.of("x".repeat(101), "😀".repeat(101), "", " \t ", "\u200B", "\u0301")) {
            assertThrows(
                    IllegalArgumentException.class, () -> PlainText.checked("answer", bad, 100));
        }
    }

    @Test
    void whatIsPlainStaysAsItIsWhateverItWas() {
        Random random = new Random(20);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder raw = new StringBuilder();
            int length = random.nextInt(14);
            for (int part = 0; part < length; part++) {
                raw.append(NASTY[random.nextInt(NASTY.length)]);
            }
            assertPlain(raw.toString(), PlainText.of(raw.toString()));
        }
    }

    @Test
    void anyCodePointsMakePlainText() {
        Random random = new Random(21);
        for (int i = 0; i < 30_000; i++) {
            int length = random.nextInt(8);
            int highest = random.nextBoolean() ? 0x3000 : 0x110000;
            String raw =
                    random.ints(length, 0, highest)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::appendCodePoint,
                                    StringBuilder::append)
                            .toString();
            assertPlain(raw, PlainText.of(raw));
        }
    }

    private static void assertPlain(String raw, String plain) {
        String shown = raw.codePoints().mapToObj(Integer::toHexString).toList().toString();
        assertEquals(plain, PlainText.of(plain), shown);
        assertTrue(Normalizer.isNormalized(plain, Normalizer.Form.NFC), shown);
        assertTrue(StateWriter.isUnicode(plain), shown);
        assertEquals(plain.strip(), plain, shown);
        assertTrue(plain.isEmpty() || !PlainText.key(plain).isEmpty(), shown);
        assertTrue(
                plain.codePoints()
                        .allMatch(
                                c ->
                                        c == 0x200C
                                                || c == 0x200D
                                                || (!Character.isISOControl(c)
                                                        && Character.getType(c)
                                                                != Character.FORMAT)),
                shown);
    }

    @Test
    void sameAnswersHaveTheSameKey() {
        assertSame("The Eiffel Tower!", "eiffel tower", "EIFFEL  TOWER", " an eiffel tower ");
        assertSame("café", "Cafe", "CAFÉ.", "a “café”", "cafe\u0301");
        assertSame("Straße", "STRASSE", "straße");
        assertSame("ΟΔΟΣ", "οδος", "οδός");
        assertSame("ﬁsh", "Fish");
        assertSame("Ⅻ", "xii");
        assertSame("rock 'n' roll", "Rock n Roll");
        assertSame("２４", "24");
        assertSame("❤️", "❤");
        assertSame("naïve", "naive");
        assertSame("the", "The");
    }

    private static void assertSame(String... texts) {
        for (String text : texts) {
            assertEquals(
                    PlainText.key(PlainText.of(texts[0])), PlainText.key(PlainText.of(text)), text);
        }
    }

    @Test
    void keysAreWhatTheySay() {
        assertEquals("eiffel tower", PlainText.key("The Eiffel Tower"));
        assertEquals("spiderman", PlainText.key("Spider-Man"));
        assertEquals("owl", PlainText.key("an owl..."));
        assertEquals("the owl", PlainText.key("The the owl"), "one article only");
        assertEquals("theatre", PlainText.key("Theatre"));
        assertEquals("a", PlainText.key("A"));
        assertEquals("an", PlainText.key("An!"));
        assertEquals("???", PlainText.key("???"), "nothing but punctuation");
        assertEquals("c++", PlainText.key("C++"), "signs tell one from another");
        assertEquals("b mouseb", PlainText.key("<b> mouse</b>").replaceAll("[<>]", ""));
        assertNotEquals(PlainText.key("か"), PlainText.key("が"), "another sound, no accent");
        assertNotEquals(PlainText.key("कि"), PlainText.key("का"), "another vowel, no accent");
        assertNotEquals(PlainText.key("c"), PlainText.key("c++"));
        assertNotEquals(PlainText.key("???"), PlainText.key("!!!"));
        assertNotEquals(PlainText.key(FAMILY), PlainText.key("👨‍👩‍👧"));
    }
}
