package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.atrium.functions.edge.Functions.Clients;
import dev.atrium.functions.priming.Priming.Step;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Player;
import dev.atrium.identity.Tokens;

import org.crac.CheckpointException;
import org.crac.RestoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class SnapshotHooksTest {
    @TempDir Path keys;

    private final SnapshotContext context = new SnapshotContext();
    private final List<String> primed = new ArrayList<>();

    @Test
    void everythingIsPrimedBeforeTheSnapshotAndNothingAfterIt()
            throws CheckpointException, RestoreException {
        context.register(
                new SnapshotHooks(
                        functions(),
                        List.of(
                                new Step("one", () -> primed.add("one")),
                                new Step("two", () -> primed.add("two")))));

        context.beforeCheckpoint(context);
        assertEquals(List.of("one", "two"), primed);
        context.afterRestore(context);
        assertEquals(List.of("one", "two"), primed);
    }

    @Test
    void whatCannotBePrimedHindersNoSnapshot() throws CheckpointException {
        context.register(
                new SnapshotHooks(
                        functions(),
                        List.of(
                                new Step(
                                        "one",
                                        () -> {
                                            throw new IOException("nobody is there");
                                        }),
                                new Step("two", () -> primed.add("two")))));

        context.beforeCheckpoint(context);

        assertEquals(List.of("two"), primed);
    }

    @Test
    void aKeyThatWasReadBeforeIsReadAgainAfterTheRestore()
            throws CheckpointException, RestoreException, IOException {
        Functions functions = functions();
        context.register(new SnapshotHooks(functions, List.of()));
        Player player = new Player(Player.drawId(), "Ada", "owl", Player.Kind.GUEST);
        String before = functions.tokens().issueSession(player).token();

        context.beforeCheckpoint(context);
        Files.delete(keys.resolve(KeyFolder.SESSIONS + ".key"));
        Files.deleteIfExists(keys.resolve(KeyFolder.SESSIONS + ".pub"));
        context.afterRestore(context);

        assertInstanceOf(Tokens.Checked.Refused.class, functions.tokens().session(before));
        assertInstanceOf(
                Tokens.Checked.Valid.class,
                functions.tokens().session(functions.tokens().issueSession(player).token()));
    }

    /** Over no stores at all. */
    private Functions functions() {
        return new Functions(
                FunctionConfig.from(Map.of("ATRIUM_KEYS", keys.toString())),
                new Clients(
                        () -> {
                            throw new AssertionError("DynamoDB is not wanted here");
                        },
                        () -> {
                            throw new AssertionError("the gateway is not wanted here");
                        },
                        new SettableClock(Instant.parse("2026-07-21T17:26:24Z"))));
    }
}
