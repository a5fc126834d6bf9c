package dev.atrium.localstack.drill;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.board.BoardCatalog;
import dev.atrium.board.BoardDefinition;
import dev.atrium.functions.edge.Functions;
import dev.atrium.localstack.RunningStack;
import dev.atrium.localstack.api.BackgroundFunctions;
import dev.atrium.localstack.scenario.ScenarioPlayer;
import dev.atrium.schema.RedisKeys;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;

/** Redis has lost the boards. */
final class BoardDrill {
    private static final String BOARD = "/leaderboards/blitz?limit=100";

    private BoardDrill() {}

    static DrillReport run(Path folder) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        try (RunningStack stack = StackDrill.start(folder.resolve("stack"))) {
            int players = StackDrill.play(stack).path("leaderboard").size();
            try (ScenarioPlayer who =
                    ScenarioPlayer.join(http, stack.httpUrl(), stack.socketUrl(), "Eve", "owl")) {
                JsonNode before = who.get(BOARD).path("entries");
                long fault = System.nanoTime();
                lose(stack.functions());
                if (!who.get(BOARD).path("entries").isEmpty()) {
                    throw new IllegalStateException("the boards are not lost");
                }
                BackgroundFunctions.rebuildBoards(stack.functions());
                JsonNode after = who.get(BOARD).path("entries");
                Duration recovery = StackDrill.since(fault);
                if (before.size() != players || !after.equals(before)) {
                    throw new IllegalStateException("not " + before + " but " + after);
                }
                return new DrillReport(
                        Drill.REBUILD_BOARDS,
                        recovery,
                        Duration.ZERO,
                        players + " entries of the board, the same as before");
            }
        } finally {
            http.shutdownNow();
        }
    }

    private static void lose(Functions functions) {
        RedisKeys keys = functions.stores().keys();
        for (BoardDefinition board : BoardCatalog.shipped().all()) {
            String season = board.season(functions.nowMs()).id();
            long _ =
                    functions
                            .stores()
                            .redis()
                            .del(
                                    keys.boardOrder(board.name(), season),
                                    keys.boardRows(board.name(), season));
        }
    }
}
