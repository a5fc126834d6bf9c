package dev.atrium.cdk.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Optional;

class ContactsTest {
    private static Contacts from(Map<String, String> context) {
        return Contacts.from(name -> Optional.ofNullable(context.get(name)));
    }

    @Test
    void anAddressOrAServiceIsTold() {
        Contacts contacts =
                from(Map.of("page", "https://pager.example/in?key=1", "warn", "ops@example.org"));
        assertEquals(Optional.of("https://pager.example/in?key=1"), contacts.of(Severity.PAGE));
        assertEquals(Optional.of("ops@example.org"), contacts.of(Severity.WARN));
        assertEquals(0, contacts.missing().size());
        assertEquals(2, Contacts.NOBODY.missing().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ops",
                "http://pager.example",
                "https://",
                "https://user:secret@pager.example/",
                "a@b",
                "a b@example.org"
            })
    void anythingElseIsOneLineThatDoesNotRepeatIt(String contact) {
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> from(Map.of("page", contact)));
        assertEquals(
                "page is no contact (allowed: an e-mail address, or https://…)",
                wrong.getMessage());
        assertFalse(wrong.getMessage().contains("secret"));
    }
}
