package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.RunningStack;
import dev.atrium.wire.Json;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One Blitz match for stakes: seven people sign in, queue, bring twenty warriors and so begin at
 * once, play, and find themselves on the leaderboard; the archived journal is run again to the same
 * hash, the seed is shown to be drawn, and the pot is paid.
 */
public final class BlitzScenario {
    private static final Duration MATCH_WAIT = Duration.ofSeconds(30);
    private static final Duration PLAY_WAIT = Duration.ofSeconds(150);
    private static final String GAME = "arena.blitz";

    /** Of all of them twenty. */
    private static final int WARRIORS = 3;

    private static final List<String> NAMES =
            List.of("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Gus");
    private static final List<String> ICONS =
            List.of("fox", "owl", "bear", "wolf", "lion", "hawk", "boar");
    private static final List<String> DIRECTIONS =
            List.of("n", "ne", "e", "se", "s", "sw", "w", "nw");

    private final RunningStack stack;

    /** A scenario on that stack. */
    public BlitzScenario(RunningStack stack) {
        this.stack = stack;
    }

    /**
     * Plays.
     *
     * @throws ScenarioException if something did not happen
     */
    public ScenarioReport play() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            List<ScenarioPlayer> players = new ArrayList<>();
            List<Inbox> rooms = new ArrayList<>();
            try {
                for (int i = 0; i < NAMES.size(); i++) {
                    players.add(join(http, NAMES.get(i), ICONS.get(i)));
                }
                return play(players, rooms);
            } finally {
                // Before the client, which waits for its sockets.
                rooms.forEach(Inbox::close);
                players.forEach(ScenarioPlayer::close);
            }
        }
    }

    private ScenarioReport play(List<ScenarioPlayer> players, List<Inbox> rooms) {
        for (int i = 0; i < players.size(); i++) {
            players.get(i).matchmakeForStakes(GAME, warriors(i));
        }
        String roomId = "";
        for (ScenarioPlayer player : players) {
            JsonNode match = player.awaitMatch(MATCH_WAIT).data();
            String found = match.path("roomId").asText();
            if (!roomId.isEmpty() && !roomId.equals(found)) {
                throw new ScenarioException("the players were not matched with each other");
            }
            roomId = found;
            rooms.add(player.enter(match));
        }
        JsonNode complete = playOut(roomId, rooms);
        return report(roomId, complete, players);
    }

    /** Twenty in all. */
    private static int warriors(int player) {
        return player < NAMES.size() - 1 ? WARRIORS : WARRIORS - 1;
    }

    private ScenarioPlayer join(HttpClient http, String name, String icon) {
        return ScenarioPlayer.join(http, stack.httpUrl(), stack.socketUrl(), name, icon);
    }

    /** All walk about until the room says that its outcome is stored. */
    private static JsonNode playOut(String roomId, List<Inbox> rooms) {
        List<Integer> seats = new ArrayList<>();
        for (Inbox room : rooms) {
            seats.add(room.await("entered", MATCH_WAIT).data().path("seat").asInt());
        }
        long end = System.nanoTime() + PLAY_WAIT.toNanos();
        long sequence = 0;
        while (System.nanoTime() < end) {
            sequence++;
            for (int player = 0; player < rooms.size(); player++) {
                for (int warrior = 0; warrior < warriors(player); warrior++) {
                    long number = sequence * WARRIORS + warrior;
                    walk(roomId, rooms.get(player), seats.get(player) + "-" + warrior, number);
                }
            }
            Optional<JsonNode> complete = passed(rooms.getFirst(), Duration.ofMillis(200));
            for (Inbox other : rooms.subList(1, rooms.size())) {
                passed(other, Duration.ZERO);
            }
            if (complete.isPresent()) {
                return complete.get();
            }
        }
        throw new ScenarioException("the match did not end");
    }

    /** Sends a warrior somewhere. */
    static void walk(String roomId, Inbox room, String warrior, long sequence) {
        int direction = (int) ((sequence * 7 + warrior.hashCode()) % DIRECTIONS.size());
        room.send(
                ScenarioPlayer.message("move-warrior")
                        .put("room", roomId)
                        .put("warriorId", warrior)
                        .put("direction", DIRECTIONS.get(Math.floorMod(direction, 8)))
                        .put("seq", sequence));
    }

    /** Reads what came in that time; refusals of fallen warriors are part of the game. */
    static Optional<JsonNode> passed(Inbox room, Duration within) {
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

    private ScenarioReport report(String roomId, JsonNode complete, List<ScenarioPlayer> players) {
        ScenarioPlayer ada = players.getFirst();
        PlayedRoom played = new PlayedRoom(stack, ada, roomId);
        JsonNode match = played.settled();
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
        String replayed = played.replay();
        json.put("replayed", replayed);
        json.set("proof", played.proof());
        JsonNode stakes = match.path("stakes");
        json.set("stakes", stakes);
        List<String> unpaid = new ScenarioPayday(stakes).unpaid(players);
        json.put("paid", unpaid.isEmpty());
        boolean sameOutcome =
                match.path("outcomeHash").asText().equals(complete.path("outcomeHash").asText());
        boolean listed = players.stream().allMatch(player -> isListed(board, player));
        return new ScenarioReport(
                json.toString(),
                match.path("settled").asBoolean()
                        && sameOutcome
                        && listed
                        && replayed.equals("same-hash")
                        && unpaid.isEmpty());
    }

    private static JsonNode onBoard(ScenarioPlayer asking, List<ScenarioPlayer> players) {
        return PlayedRoom.poll(
                () -> asking.get("/leaderboards/blitz?limit=100"),
                board -> players.stream().allMatch(player -> isListed(board, player)));
    }

    private static boolean isListed(JsonNode board, ScenarioPlayer player) {
        return Stream.iterate(0, i -> i < board.path("entries").size(), i -> i + 1)
                .map(i -> board.path("entries").get(i).path("playerId").asText())
                .anyMatch(player.playerId()::equals);
    }
}
