package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.functions.human.HumanCheck;
import dev.atrium.functions.human.HumanConfig;
import dev.atrium.functions.priming.Priming;
import dev.atrium.functions.priming.Priming.Step;
import dev.atrium.identity.Puzzles;

import org.crac.CheckpointException;
import org.crac.RestoreException;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class SnapshotHooksIT {
    private static final String GUEST = "{\"name\":\"Ada\",\"icon\":\"owl\"}";

    @Test
    void whoIsRestoredAnswersOverNewConnectionsAndReadsItsKeysOnlyThen()
            throws CheckpointException, RestoreException {
        try (LocalFunctions local = LocalFunctions.open()) {
            Functions functions = local.functions();
            Path keys = local.keyFolder();
            List<String> cutShort = new ArrayList<>();
            SnapshotContext context = new SnapshotContext();
            context.register(
                    new SnapshotHooks(
                            functions,
                            List.of(
                                    new Step(
                                            "all",
                                            () -> cutShort.addAll(Priming.run(local(functions)))),
                                    new Step("connection", () -> local.stores().redis().ping()))));
            long before = functions.stores().redis().clientId();

            context.beforeCheckpoint(context);
            assertEquals(List.of(), cutShort);
            assertFalse(connected(local, before), "a connection is in the snapshot");
            assertFalse(Files.exists(keys), "a key is in the snapshot");
            context.afterRestore(context);
            assertFalse(Files.exists(keys), "a key was read before anybody asked");

            assertEquals(200, local.http("POST /auth/guest", GUEST).status());
            assertTrue(Files.exists(keys));
            long after = functions.stores().redis().clientId();
            assertNotEquals(before, after);
            assertTrue(connected(local, after));
        }
    }

    @Test
    void whoIsRestoredTwiceAnswersTwice() throws CheckpointException, RestoreException {
        try (LocalFunctions local = LocalFunctions.open()) {
            SnapshotContext context = new SnapshotContext();
            context.register(new SnapshotHooks(local.functions(), local(local.functions())));
            context.beforeCheckpoint(context);

            context.afterRestore(context);
            LocalFunctions.Response one = local.http("POST /auth/guest", GUEST);
            context.afterRestore(context);
            LocalFunctions.Response other = local.http("POST /auth/guest", GUEST);

            assertEquals(List.of(200, 200), List.of(one.status(), other.status()));
            assertNotEquals(one.body().path("playerId"), other.body().path("playerId"));
        }
    }

    @Test
    void aPuzzleFromBeforeARestoreIsSolvedAfterItByAKeyThatWasReadAnew()
            throws CheckpointException, RestoreException {
        try (LocalFunctions local = LocalFunctions.open(Map.of(HumanConfig.BITS, "8"))) {
            JsonNode given = local.http("POST /auth/puzzle", "{}").body();
            String puzzle = given.path("puzzle").asText();
            HumanCheck before = local.functions().human();
            SnapshotContext context = new SnapshotContext();
            context.register(new SnapshotHooks(local.functions(), local(local.functions())));
            context.beforeCheckpoint(context);

            context.afterRestore(context);

            String solution = Puzzles.solve(puzzle, given.path("difficulty").asInt());
            String body =
                    GUEST.replace(
                            "}",
                            ",\"proof\":{\"puzzle\":\"%s\",\"solution\":\"%s\"}}"
                                    .formatted(puzzle, solution));
            assertEquals(200, local.http("POST /auth/guest", body).status());
            assertNotSame(before, local.functions().human());
        }
    }

    /** All but the one that asks the environment where DynamoDB is; the cold start has it. */
    private static List<Step> local(Functions functions) {
        return SnapshotHooks.steps(functions).stream()
                .filter(step -> !step.name().equals("the network"))
                .toList();
    }

    private static boolean connected(LocalFunctions local, long clientId) {
        return local.stores().redis().clientList().contains("id=" + clientId + " ");
    }
}
