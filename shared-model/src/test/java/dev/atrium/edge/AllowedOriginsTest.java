package dev.atrium.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class AllowedOriginsTest {
    @Test
    void listedOriginsAndNoneAtAllAreAdmitted() {
        AllowedOrigins origins =
                AllowedOrigins.parse(" https://play.example, http://localhost:8080 ,");

        assertTrue(origins.admits("https://play.example"));
        assertTrue(origins.admits("http://localhost:8080"));
        assertTrue(origins.admits(null));
        assertEquals(List.of("https://play.example", "http://localhost:8080"), origins.all());
        assertEquals("https://play.example,http://localhost:8080", origins.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "http://play.example",
                "https://play.example:444",
                "https://play.example.evil.example",
                "https://play.example/",
                "null",
                ""
            })
    void otherOriginsAreNot(String origin) {
        assertFalse(AllowedOrigins.parse("https://play.example").admits(origin));
    }

    @Test
    void emptyListAdmitsNoPage() {
        assertFalse(AllowedOrigins.parse("").admits("http://localhost:8080"));
        assertTrue(AllowedOrigins.parse("").admits(null));
    }

    @Test
    void localOnesAreThoseOfTheLocalStack() {
        AllowedOrigins local = AllowedOrigins.parse(AllowedOrigins.LOCAL);

        assertTrue(local.admits("http://localhost:8080"));
        assertTrue(local.admits("http://127.0.0.1:8080"));
    }

    /** What no browser would ever send can only be a mistake, and would let nobody in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "null",
                "play.example",
                "https://play.example/",
                "https://play.example:443",
                "https://Play.example",
                "ftp://play.example",
                "https://user@play.example",
                "https://play.example/path",
                "https://play example"
            })
    void whatIsNoOriginIsNamed(String list) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> AllowedOrigins.parse(list));

        assertTrue(
                refusal.getMessage().startsWith("ATRIUM_ORIGINS=" + list + " (allowed: "),
                refusal.getMessage());
    }

    @Test
    void listHasALimit() {
        String most = list(64);

        assertEquals(64, AllowedOrigins.parse(most).all().size());
        assertThrows(IllegalArgumentException.class, () -> AllowedOrigins.parse(list(65)));
    }

    private static String list(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "https://p" + i + ".example")
                .collect(Collectors.joining(","));
    }
}
