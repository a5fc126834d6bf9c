package dev.atrium.message;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

/**
 * {@link PlainText} is rules, and asks the JDK's tables of Unicode. Hosts of two JDKs whose tables
 * differ would come to different states, and old replays to others than were signed: where this
 * fails after an upgrade, rules that read text need a new version, and old ones the tables of old.
 */
class UnicodeTablesTest {
    private static final String JDK_25 =
            "24c69f6887cce6bb38211fb3c6733f43c47b537bc06ec34ea2650cbdacb1fd12";

    @Test
    void tablesAreThoseThatTheRulesWereMadeWith() throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String text = Character.toString(point);
            boolean pair = Character.getType(point) != Character.SURROGATE;
            String line =
                    "%x %d %b %b %s %s %s %s"
                            .formatted(
                                    point,
                                    Character.getType(point),
                                    Character.isWhitespace(point),
                                    Character.isSpaceChar(point),
                                    Character.UnicodeScript.of(point),
                                    pair ? Normalizer.normalize(text, Normalizer.Form.NFC) : "",
                                    pair ? Normalizer.normalize(text, Normalizer.Form.NFKD) : "",
                                    pair
                                            ? text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)
                                            : "");
            digest.update(line.getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(JDK_25, HexFormat.of().formatHex(digest.digest()));
    }
}
