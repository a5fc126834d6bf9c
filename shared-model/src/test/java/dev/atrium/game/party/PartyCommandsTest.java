package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What players write is plain text, of one to a hundred characters, as soon as it is read. */
class PartyCommandsTest {
    @Test
    void textThatIsNoneOrTooLongIsRefused() {
        List<String> bad =
                List.of("x".repeat(101), "😀".repeat(101), "", " \t ", "\u200B", "\u0301");
        for (String text : bad) {
            assertThrows(IllegalArgumentException.class, () -> PartyRoom.answering(text));
            assertThrows(IllegalArgumentException.class, () -> PartyRoom.eliminating(text));
            assertThrows(IllegalArgumentException.class, () -> PartyRoom.voting(text));
        }
    }

    @Test
    void textBecomesPlain() {
        assertEquals("a b", PartyRoom.answering(" a\n b\u202E").answer());
        assertEquals("a b", PartyRoom.eliminating("a  b").vote());
        assertEquals("é".repeat(100), PartyRoom.voting("e\u0301".repeat(100)).vote());
    }
}
