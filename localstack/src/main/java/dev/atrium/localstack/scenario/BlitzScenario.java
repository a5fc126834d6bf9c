package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.catalog.Games;
import dev.atrium.localstack.RunningStack;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.Key;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One Blitz match: two people sign in, queue, are matched with house bots, play, and find
 * themselves on the leaderboard; then the archived journal is run again to the same hash.
 */
public final class BlitzScenario {
    private static final Duration MATCH_WAIT = Duration.ofSeconds(30);
    private static final Duration PLAY_WAIT = Duration.ofSeconds(150);
    private static final Duration SETTLE_WAIT = Duration.ofSeconds(15);
    private static final long POLL_MS = 50;
    private static final int WARRIORS = 2;
    private static final List<String> DIRECTIONS =
            List.of("n", "ne", "e", "se", "s", "sw", "w", "nw");

    private final RunningStack stack;

    /** A scenario on that stack. */
    public BlitzScenario(RunningStack stack) {
        this.stack = stack;
    }

    /**
     * What happened.
     *
     * @param json one line
     * @param complete whether all of it did
     */
    public record Report(String json, boolean complete) {}

    /**
     * Plays.
     *
     * @throws ScenarioException if something did not happen
     */
    public Report play() {
        try (HttpClient http = HttpClient.newHttpClient();
                ScenarioPlayer ada = join(http, "Ada", "fox");
                ScenarioPlayer ben = join(http, "Ben", "owl")) {
            ada.matchmake("arena.blitz", WARRIORS, true);
            ben.matchmake("arena.blitz", WARRIORS, true);
            JsonNode match = ada.awaitMatch(MATCH_WAIT).data();
            JsonNode same = ben.awaitMatch(MATCH_WAIT).data();
            String roomId = match.path("roomId").asText();
            if (!same.path("roomId").asText().equals(roomId)) {
                throw new ScenarioException("the two were not matched with each other");
            }
            try (Inbox adaRoom = ada.enter(match);
                    Inbox benRoom = ben.enter(same)) {
                JsonNode complete = playOut(roomId, adaRoom, benRoom);
                return report(roomId, complete, List.of(ada, ben));
            }
        }
    }

    private ScenarioPlayer join(HttpClient http, String name, String icon) {
        return ScenarioPlayer.join(http, stack.httpUrl(), stack.socketUrl(), name, icon);
    }

    /** Both walk about until the room says that its outcome is stored. */
    private static JsonNode playOut(String roomId, Inbox ada, Inbox ben) {
        int seatOfAda = ada.await("entered", MATCH_WAIT).data().path("seat").asInt();
        int seatOfBen = ben.await("entered", MATCH_WAIT).data().path("seat").asInt();
        long end = System.nanoTime() + PLAY_WAIT.toNanos();
        long sequence = 0;
        while (System.nanoTime() < end) {
            sequence++;
            for (int warrior = 0; warrior < WARRIORS; warrior++) {
                long number = sequence * WARRIORS + warrior;
                walk(roomId, ada, seatOfAda + "-" + warrior, number);
                walk(roomId, ben, seatOfBen + "-" + warrior, number);
            }
            Optional<JsonNode> complete = passed(ada, Duration.ofMillis(200));
            passed(ben, Duration.ZERO);
            if (complete.isPresent()) {
                return complete.get();
            }
        }
        throw new ScenarioException("the match did not end");
    }

    private static void walk(String roomId, Inbox room, String warrior, long sequence) {
        int direction = (int) ((sequence * 7 + warrior.hashCode()) % DIRECTIONS.size());
        room.send(
                ScenarioPlayer.message("move-warrior")
                        .put("room", roomId)
                        .put("warriorId", warrior)
                        .put("direction", DIRECTIONS.get(Math.floorMod(direction, 8)))
                        .put("seq", sequence));
    }

    /** Reads what came in that time; refusals of fallen warriors are part of the game. */
    private static Optional<JsonNode> passed(Inbox room, Duration within) {
        long end = System.nanoTime() + within.toNanos();
        Optional<Inbox.Received> received = room.next(Duration.ofMillis(1));
        while (received.isPresent() || System.nanoTime() < end) {
            if (received.isPresent() && received.get().type().equals("game-complete")) {
                return Optional.of(received.get().data());
            }
            received = room.next(Duration.ofMillis(1));
        }
        return Optional.empty();
    }

    private Report report(String roomId, JsonNode complete, List<ScenarioPlayer> players) {
        ScenarioPlayer ada = players.getFirst();
        JsonNode match = settled(ada, roomId);
        JsonNode board = onBoard(ada, players);
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("game", match.path("game").asText());
        json.put("roomId", roomId);
        json.put("players", match.path("players").size());
        json.put("ticks", complete.path("ticks").asLong());
        json.put("winner", complete.path("winner").asText());
        json.put("outcomeHash", complete.path("outcomeHash").asText());
        json.put("settled", match.path("settled").asBoolean());
        json.set("leaderboard", board.path("entries"));
        String replayed = replay(roomId);
        json.put("replayed", replayed);
        boolean sameOutcome =
                match.path("outcomeHash").asText().equals(complete.path("outcomeHash").asText());
        boolean listed = players.stream().allMatch(player -> isListed(board, player));
        return new Report(
                json.toString(),
                match.path("settled").asBoolean()
                        && sameOutcome
                        && listed
                        && replayed.equals("same-hash"));
    }

    private static JsonNode settled(ScenarioPlayer player, String roomId) {
        return poll(
                () -> player.get("/matches/" + roomId), match -> match.path("settled").asBoolean());
    }

    private static JsonNode onBoard(ScenarioPlayer asking, List<ScenarioPlayer> players) {
        return poll(
                () -> asking.get("/leaderboards/blitz?limit=100"),
                board -> players.stream().allMatch(player -> isListed(board, player)));
    }

    private static boolean isListed(JsonNode board, ScenarioPlayer player) {
        return Stream.iterate(0, i -> i < board.path("entries").size(), i -> i + 1)
                .map(i -> board.path("entries").get(i).path("playerId").asText())
                .anyMatch(player.playerId()::equals);
    }

    /** The document once it is as wanted, or as it is when the time is over. */
    private static JsonNode poll(
            java.util.function.Supplier<JsonNode> document,
            java.util.function.Predicate<JsonNode> wanted) {
        long end = System.nanoTime() + SETTLE_WAIT.toNanos();
        JsonNode found = document.get();
        while (!wanted.test(found) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
            found = document.get();
        }
        return found;
    }

    /** Runs the archived journal again: {@code same-hash}, or what is wrong. */
    private String replay(String roomId) {
        OutcomeRow row =
                Tables.OUTCOMES
                        .in(stack.enhanced(), stack.tablePrefix())
                        .getItem(Key.builder().partitionValue(roomId).build());
        try {
            Outcome outcome = new OutcomeDocument(row.document()).read();
            OutcomeProof proof = new OutcomeProof(Games.all(), stack.archive());
            return switch (proof.prove(outcome)) {
                case OutcomeProof.Result.Proven proven -> "same-hash";
                case OutcomeProof.Result.Refuted refuted -> refuted.reason();
            };
        } catch (WireException | IOException e) {
            throw new ScenarioException("the outcome cannot be read", e);
        }
    }
}
