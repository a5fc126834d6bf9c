package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.text.Normalizer;
import java.util.Random;

class PlayerTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Ann,Ann",
                "  Ann  ,Ann",
                "Ann   of  Arc,Ann of Arc",
                "'Ann\t\nof Arc','Ann of Arc'",
                "An\u0000n\u0007,Ann",
                "e\u0301,\u00e9",
                "e\u200b\u0301,\u00e9",
                "\u202egnp.exe,gnp.exe",
                "\u00a0Ann\u3000of\u2003Arc\u00a0,Ann of Arc",
                "Ann \u200b Arc,Ann Arc",
                "A\ud83e,A",
                "\ud83e\udd8a fox,\ud83e\udd8a fox",
                "\ue000x,x",
                "x\u0301\u0302\u0303\u0304\u0305\u0306y,x\u0301\u0302\u0303y",
                "Ann\u3164of Arc,Ann of Arc"
            })
    void nameIsKeptWithoutWhatCannotBeSeen(String typed, String kept) {
        assertEquals(kept, Player.normaliseName(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\t\r\n",
                "\u00a0",
                "\u2003\u3000",
                "\u200b\u200d",
                "\u3164",
                "\u2800\u2800",
                "\ud800",
                "123456789012345678901"
            })
    void nameOfWhichNothingIsLeftOrTooMuchIsRefused(String typed) {
        assertThrows(IllegalArgumentException.class, () -> Player.normaliseName(typed));
    }

    @Test
    void lengthIsCountedInCharactersNotInHalvesOfThem() {
        String foxes = "\ud83e\udd8a".repeat(20);

        assertEquals(foxes, Player.normaliseName(foxes));
        assertThrows(
                IllegalArgumentException.class, () -> Player.normaliseName(foxes + "\ud83e\udd8a"));
    }

    @Test
    void nameOnceKeptIsKeptTheSame() {
        Random random = new Random(20);
        int kept = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder typed = new StringBuilder();
            for (int length = random.nextInt(6); length >= 0; length--) {
                typed.append((char) random.nextInt(random.nextBoolean() ? 0x400 : 0x10000));
            }
            try {
                String name = Player.normaliseName(typed.toString());
                assertEquals(name, Player.normaliseName(name), () -> "of " + escaped(typed));
                assertTrue(Normalizer.isNormalized(name, Normalizer.Form.NFC));
                assertEquals(name, name.strip());
                kept++;
            } catch (IllegalArgumentException e) {
                // Nothing was left of it.
            }
        }
        assertTrue(kept > 5_000, "kept " + kept);
    }

    private static String escaped(CharSequence text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append("\\u%04x".formatted(c)));
        return escaped.toString();
    }

    @Test
    void playerHasAKnownIconAndANameOfOneToTwentyCharacters() {
        assertThrows(IllegalArgumentException.class, () -> player("Ann", "unicorn"));
        assertThrows(IllegalArgumentException.class, () -> player("", "fox"));
        assertThrows(IllegalArgumentException.class, () -> player("x".repeat(21), "fox"));
        assertEquals("crow", player("x".repeat(20), "crow").icon());
    }

    private static Player player(String name, String icon) {
        return new Player("p-1", name, icon, Player.Kind.GUEST);
    }

    @Test
    void idsAreDrawn() {
        String id = Player.drawId();

        assertTrue(id.matches("p-[0-9a-f]{24}"), id);
        assertTrue(Player.isId(id));
        assertNotEquals(id, Player.drawId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p-",
                "p-0123456789abcdef0123456",
                "p-0123456789abcdef012345678",
                "p-0123456789ABCDEF01234567",
                "b-0123456789abcdef01234567",
                "p-0123456789abcdef01234567\n"
            })
    void whatIsNoIdIsNotTakenForOne(String text) {
        assertFalse(Player.isId(text));
    }
}
