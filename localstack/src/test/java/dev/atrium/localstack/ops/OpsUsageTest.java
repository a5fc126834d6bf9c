package dev.atrium.localstack.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.localstack.store.FreePort;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How {@code localstack/ops} is called, and which deployment it means. */
class OpsUsageTest {
    private static final String KEY = "a-key-of-operators";

    @TempDir private Path temporary;

    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();

    private int run(Map<String, String> environment, String... words) {
        return Ops.run(List.of(words), environment, temporary, out::add, err::add);
    }

    private static Map<String, String> nobody() throws IOException {
        return Map.of(
                "ATRIUM_OPERATOR_URL",
                "http://127.0.0.1:" + FreePort.find(),
                "ATRIUM_OPERATOR_KEY",
                KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dance",
                "room",
                "drain",
                "draining",
                "kick",
                "kick ROOM",
                "freeze",
                "unfreeze",
                "void",
                "refund",
                "hand-over",
                "kick ROOM PLAYER more",
                "unfreeze ROOM more",
                "hosts more",
                "versions more",
                "rooms HOST more",
                "room ROOM more",
                "drain HOST more",
                "hand-over ROOM HOST more",
                "freeze ROOM 5 more",
                "maintenance maybe",
                "maintenance on",
                "maintenance on Noon. more",
                "maintenance off more",
                "bans more",
                "ban",
                "ban PLAYER 24 more",
                "unban",
                "unban PLAYER more",
                "audit 10 2026-01-31 more",
                "dead-letters more",
                "dead-letter",
                "dead-letter ROOM more",
                "retry",
                "retry ROOM more",
                "release",
                "release ROOM more",
                "payouts maybe",
                "payouts pause",
                "payouts pause Why. more",
                "payouts resume more",
                "figures 2026-01-31 more"
            })
    void whatIsCalledWronglySaysHowAndEndsWithStatus2(String line) throws IOException {
        String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);
        // As it is where no stack runs, and where one is named.
        for (Map<String, String> environment : List.of(Map.<String, String>of(), nobody())) {
            assertEquals(2, run(environment, words));
            assertTrue(err.getFirst().startsWith("atrium: usage: "), err.toString());
            assertTrue(err.removeFirst().contains("usage: localstack/ops"), err.toString());
            assertEquals(List.of(), out);
        }
    }

    @Test
    void helpIsNoMistake() {
        assertEquals(0, run(Map.of(), "help"));
        assertTrue(out.getFirst().startsWith("usage: localstack/ops"));
    }

    @Test
    void aHostThatDoesNotAnswerHasItsCode() throws IOException {
        assertEquals(1, run(nobody(), "hosts"));
        assertTrue(
                err.getFirst().startsWith("atrium: unreachable: no host answers"), err::toString);
        assertFalse(err.toString().contains(KEY));
    }

    @Test
    void anAddressWantsAKeyAndMustBeOne() {
        assertEquals(1, run(Map.of("ATRIUM_OPERATOR_URL", "http://127.0.0.1:1"), "hosts"));
        assertEquals("atrium: unauthorized: ATRIUM_OPERATOR_KEY is not set", err.removeFirst());
        for (String url :
                List.of(
                        "here",
                        "http://",
                        "ftp://host:1",
                        "http://host:1/path",
                        "http://a b:1",
                        "http://a_b:1",
                        "http://a,")) {
            Map<String, String> environment =
                    Map.of("ATRIUM_OPERATOR_URL", url, "ATRIUM_OPERATOR_KEY", KEY);
            assertEquals(2, run(environment, "hosts"), url);
            assertTrue(err.removeFirst().contains("(allowed: http://HOST:PORT"), url);
        }
        assertEquals(2, run(Map.of(), "--data"));
    }

    private Path stack(String name, long pid) throws IOException {
        Path folder = Files.createDirectories(temporary.resolve(name));
        Files.writeString(folder.resolve("stack.pid"), Long.toString(pid));
        new OpsAccess(KEY, List.of(URI.create("http://127.0.0.1:1"))).writeTo(folder);
        return folder;
    }

    @Test
    void theOnlyStackThatRunsIsMeantOrTheOneThatIsNamed() throws Exception {
        assertEquals(1, run(Map.of(), "hosts"));
        assertTrue(err.removeFirst().startsWith("atrium: no-stack: no stack runs here"));
        long own = ProcessHandle.current().pid();
        Path running = stack("atrium-1", own);
        stack("atrium-2", Long.MAX_VALUE);
        Files.createDirectories(temporary.resolve("atrium-3"));
        OpsAccess found = OpsAccess.find(Map.of(), Optional.empty(), temporary);
        assertEquals(KEY, found.key());
        assertEquals(List.of(URI.create("http://127.0.0.1:1")), found.urls());
        assertFalse(found.toString().contains(KEY));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(running.resolve("operators"))));
        stack("atrium-4", own);
        assertEquals(1, run(Map.of(), "hosts"));
        assertTrue(err.removeFirst().startsWith("atrium: no-stack: several stacks run here"));
        assertEquals(found, OpsAccess.find(Map.of(), Optional.of(running), temporary));
        assertEquals(1, run(Map.of(), "--data", temporary.resolve("none").toString(), "hosts"));
        assertTrue(err.removeFirst().startsWith("atrium: no-stack: no stack runs in "));
    }
}
