package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class UserNameTest {
    private static Optional<String> text(String typed) {
        return UserName.read(typed).map(UserName::text);
    }

    private static String key(String typed) {
        return UserName.read(typed).orElseThrow().key();
    }

    @ParameterizedTest
    @CsvSource({
        "Ada,Ada",
        "'  Ada   L. ',Ada L.",
        "ｆｕｌｌ ｗｉｄｔｈ,full width",
        "Åsa_1-2.3,Åsa_1-2.3",
        "Людмила,Людмила",
        "さくら,さくら",
        "abcdefghijklmnopqrst,abcdefghijklmnopqrst",
    })
    void nameIsKeptAsItIsShown(String typed, String shown) {
        assertEquals(Optional.of(shown), text(typed));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "ab",
                "abcdefghijklmnopqrstu",
                "a!b",
                "<b>x</b>",
                "a@b.example",
                "___",
                "Ada 🦊",
                "admin",
                "A-d-m-i-n",
                "аdmin",
                "Deleted Player",
            })
    void whatCannotBeAUserNameIsNone(String typed) {
        assertEquals(Optional.empty(), text(typed));
        assertEquals(Optional.empty(), text("x".repeat(100_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace,ada lovelace",
        "Ada Lovelace,Ada_Lovelace",
        "Ada Lovelace,AdaLovelace",
        "Ada,Ädа",
        "Straße,STRASSE",
    })
    void namesThatLookAlikeHaveOneKey(String one, String other) {
        assertEquals(key(one), key(other));
    }

    @Test
    void namesThatDoNotLookAlikeHaveKeysOfTheirOwn() {
        assertNotEquals(key("Ada"), key("Ida"));
        assertNotEquals(key("Ada1"), key("Ada2"));
    }
}
