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

/**
 * One siege for stakes: six people register for the next slot, one of whom cancels, has his fee
 * back and registers again; a seventh comes late; they play to the end, the journal is run again to
 * the same hash, and the pot is divided among the places.
 */
public final class SiegeScenario {
    private static final String GAME = "arena.siege";
    private static final Duration ENTER_WAIT = Duration.ofSeconds(30);

    /** All of it at the slowest speed; faster ones end sooner. */
    private static final Duration PLAY_WAIT = Duration.ofMinutes(12);

    /** A slot that starts sooner is left to others. */
    private static final long REGISTERING_MS = 4_000;

    private static final int WARRIORS = 3;
    private static final List<String> NAMES = List.of("Ada", "Ben", "Cleo", "Dan", "Eve", "Finn");
    private static final List<String> ICONS = List.of("fox", "owl", "bear", "wolf", "lion", "hawk");

    private final RunningStack stack;

    /** A scenario on that stack. */
    public SiegeScenario(RunningStack stack) {
        this.stack = stack;
    }

    /**
     * Plays.
     *
     * @throws ScenarioException if something did not happen
     */
    public ScenarioReport play() {
        List<ScenarioPlayer> players = new ArrayList<>();
        List<Inbox> rooms = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            try {
                return play(http, players, rooms);
            } finally {
                // Before the client, which waits for its sockets.
                rooms.forEach(Inbox::close);
                players.forEach(ScenarioPlayer::close);
            }
        }
    }

    private ScenarioReport play(HttpClient http, List<ScenarioPlayer> players, List<Inbox> rooms) {
        for (int i = 0; i < NAMES.size(); i++) {
            players.add(join(http, NAMES.get(i), ICONS.get(i)));
        }
        JsonNode sieges = players.getFirst().get("/sieges");
        long slot = slot(sieges.path("next"));
        players.forEach(player -> player.register(slot, WARRIORS));
        changesHisMind(players.getLast(), slot);
        Duration start = Duration.ofMillis(2 * sieges.path("periodMs").asLong());
        String roomId = "";
        List<Integer> seats = new ArrayList<>();
        for (ScenarioPlayer player : players) {
            JsonNode match = player.awaitMatch(start.plus(ENTER_WAIT)).data();
            roomId = match.path("roomId").asText();
            rooms.add(player.enter(match));
            seats.add(seat(rooms.getLast()));
        }
        rooms.getFirst().await("state", ENTER_WAIT);
        players.add(join(http, "Gus", "boar"));
        players.getLast().comeLate(GAME, WARRIORS);
        rooms.add(players.getLast().enter(players.getLast().awaitMatch(ENTER_WAIT).data()));
        seats.add(seat(rooms.getLast()));
        JsonNode complete = playOut(roomId, rooms, seats);
        return report(slot, roomId, complete, players);
    }

    private static int seat(Inbox room) {
        return room.await("entered", ENTER_WAIT).data().path("seat").asInt();
    }

    private ScenarioPlayer join(HttpClient http, String name, String icon) {
        return ScenarioPlayer.join(http, stack.httpUrl(), stack.socketUrl(), name, icon);
    }

    private static long slot(JsonNode next) {
        long earliest = System.currentTimeMillis() + REGISTERING_MS;
        for (JsonNode siege : next) {
            if (siege.path("slot").asLong() >= earliest) {
                return siege.path("slot").asLong();
            }
        }
        throw new ScenarioException("no siege is to come");
    }

    private static void changesHisMind(ScenarioPlayer player, long slot) {
        long paid = player.account().path("balance").asLong();
        player.cancelRegistration(slot);
        if (player.account().path("balance").asLong() <= paid) {
            throw new ScenarioException("the fee of who cancelled is not back");
        }
        player.register(slot, WARRIORS);
        if (player.account().path("balance").asLong() != paid) {
            throw new ScenarioException("who registered again has not paid the same");
        }
    }

    /** All walk about until the room says that its outcome is stored. */
    private static JsonNode playOut(String roomId, List<Inbox> rooms, List<Integer> seats) {
        long end = System.nanoTime() + PLAY_WAIT.toNanos();
        for (long sequence = 1; System.nanoTime() < end; sequence++) {
            for (int player = 0; player < rooms.size(); player++) {
                for (int warrior = 0; warrior < WARRIORS; warrior++) {
                    BlitzScenario.walk(
                            roomId,
                            rooms.get(player),
                            seats.get(player) + "-" + warrior,
                            sequence * WARRIORS + warrior);
                }
            }
            Optional<JsonNode> complete =
                    BlitzScenario.passed(rooms.getFirst(), Duration.ofMillis(200));
            for (Inbox other : rooms.subList(1, rooms.size())) {
                var _ = BlitzScenario.passed(other, Duration.ZERO);
            }
            if (complete.isPresent()) {
                return complete.get();
            }
        }
        throw new ScenarioException("the siege did not end");
    }

    private ScenarioReport report(
            long slot, String roomId, JsonNode complete, List<ScenarioPlayer> players) {
        PlayedRoom played = new PlayedRoom(stack, players.getFirst(), roomId);
        JsonNode match = played.settled();
        String replayed = played.replay();
        JsonNode stakes = match.path("stakes");
        List<String> unpaid = new ScenarioPayday(stakes).unpaid(players);
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("game", match.path("game").asText());
        json.put("slot", slot);
        json.put("roomId", roomId);
        // Those with a place: the match's record lists who was there when it was made.
        int placed = stakes.path("payouts").path("players").size();
        json.put("players", placed);
        json.put("late", 1);
        json.put("ticks", complete.path("ticks").asLong());
        json.put("winner", complete.path("winner").asText());
        json.put("outcomeHash", complete.path("outcomeHash").asText());
        json.put("settled", match.path("settled").asBoolean());
        json.put("replayed", replayed);
        json.set("proof", played.proof());
        json.set("stakes", stakes);
        json.put("paid", unpaid.isEmpty());
        boolean sameOutcome =
                match.path("outcomeHash").asText().equals(complete.path("outcomeHash").asText());
        boolean everybodyPlayed =
                placed == players.size() && stakes.path("entries").size() == players.size();
        return new ScenarioReport(
                json.toString(),
                match.path("settled").asBoolean()
                        && sameOutcome
                        && everybodyPlayed
                        && replayed.equals("same-hash")
                        && unpaid.isEmpty());
    }
}
