package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.RunningStack;
import dev.atrium.localstack.scenario.party.PartyScorer;
import dev.atrium.localstack.scenario.party.RoundGiven;
import dev.atrium.localstack.scenario.party.RoundTold;
import dev.atrium.schema.GameRow;
import dev.atrium.schema.PlayerGameStatsRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;

import software.amazon.awssdk.enhanced.dynamodb.Key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What came of a party: its rounds, its standings and what is kept of it, each held against the
 * sums of {@link PartyScorer}.
 */
final class PartyReport {
    private static final int ROUNDS = 8;

    private final RunningStack stack;
    private final long seed;
    private final PartyListener screen;
    private final PartyListener watcher;
    private final List<PartyGuest> guests;
    private final PartyScorer scorer;
    private final List<String> wrong = new ArrayList<>();

    /**
     * A report of a party that is over.
     *
     * @param guests who played
     */
    PartyReport(
            RunningStack stack,
            long seed,
            PartyListener screen,
            PartyListener watcher,
            List<PartyGuest> guests) {
        this.stack = stack;
        this.seed = seed;
        this.screen = screen;
        this.watcher = watcher;
        this.guests = guests;
        this.scorer = new PartyScorer(guests.stream().map(PartyGuest::name).toList());
    }

    /** Waits for the settlement, and says how all of it went. */
    ScenarioReport report() {
        ScenarioPlayer asking = guests.getFirst().player();
        JsonNode complete = screen.telling().complete().orElseThrow();
        PlayedRoom played = new PlayedRoom(stack, asking, screen.roomId());
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("game", complete.path("game").asText("party.robots"));
        json.put("roomId", screen.roomId());
        json.put("roomCode", screen.roomCode());
        json.put("seed", seed);
        json.set("players", players());
        json.set("rounds", rounds());
        json.set("standings", standings(complete));
        json.put("winner", complete.path("winner").asText());
        json.set("winners", complete.path("winners"));
        json.put("ticks", complete.path("ticks").asLong());
        json.put("outcomeHash", complete.path("outcomeHash").asText());
        JsonNode match = played.settled();
        json.put("settled", match.path("settled").asBoolean());
        json.put("replayed", played.replay());
        json.set("proof", played.proof());
        json.set("history", history(complete));
        json.set("leaderboard", leaderboard(asking));
        everybodyWasToldTheSame();
        expect("settled", true, match.path("settled").asBoolean());
        expect("outcome hash", complete.path("outcomeHash"), match.path("outcomeHash"));
        expect("replayed", "same-hash", json.path("replayed").asText());
        json.put("watched", watcher.views());
        wrong.addAll(scorer.wrong());
        ArrayNode errors = json.putArray("wrong");
        wrong.forEach(errors::add);
        return new ScenarioReport(json.toString(), wrong.isEmpty());
    }

    private ArrayNode players() {
        ArrayNode players = Json.mapper().createArrayNode();
        for (PartyGuest guest : guests) {
            players.addObject()
                    .put("playerId", guest.player().playerId())
                    .put("name", guest.name())
                    .put("character", guest.persona().label())
                    .put("late", guest.late());
            expect("answers owed to " + guest.name(), false, guest.waits());
        }
        return players;
    }

    private ArrayNode rounds() {
        ArrayNode rounds = Json.mapper().createArrayNode();
        for (RoundTold told : screen.telling().rounds()) {
            RoundGiven given = RoundGiven.none();
            guests.forEach(guest -> guest.addTo(given, told.round()));
            scorer.round(told, given);
            ObjectNode round = rounds.addObject();
            round.put("round", told.round());
            round.put("questionId", told.questionId());
            round.set("answers", tree(told.answers()));
            round.put("eliminated", told.eliminated().orElse(null));
            round.put("tie", told.tie());
            round.set("eliminationVotes", tree(told.suspicions()));
            round.set("votes", tree(told.votes()));
            round.set("scores", tree(told.scores()));
            round.set("standings", tree(told.standings()));
        }
        expect("rounds", ROUNDS, rounds.size());
        return rounds;
    }

    private static JsonNode tree(Object value) {
        return Json.mapper().valueToTree(value);
    }

    private ArrayNode standings(JsonNode complete) {
        ArrayNode standings = Json.mapper().createArrayNode();
        List<String> winners = new ArrayList<>();
        for (JsonNode line : complete.path("standings")) {
            String name = line.path("name").asText();
            JsonNode told = line.path("statistics");
            PartyScorer.Sums sums = scorer.sums().get(name);
            expect("place of " + name, scorer.place(name), line.path("place").asInt());
            expect("sums of " + name, Optional.ofNullable(sums), Optional.of(sums(told)));
            expect("rounds of " + name, ROUNDS, told.path("rounds").asInt());
            if (line.path("place").asInt() == 1) {
                winners.add(line.path("playerId").asText());
            }
            standings
                    .addObject()
                    .put("place", line.path("place").asInt())
                    .put("name", name)
                    .put("score", told.path("finalScore").asLong())
                    .put("roundsWon", told.path("roundsWon").asLong())
                    .put("correctAnswers", told.path("correctAnswers").asLong())
                    .put("robotsIdentified", told.path("robotsIdentified").asLong())
                    .put("timesFooled", told.path("timesFooled").asLong());
        }
        expect("players placed", guests.size(), standings.size());
        expect("reason", "completed", complete.path("reason").asText());
        expect("winners", tree(winners), complete.path("winners"));
        return standings;
    }

    private static PartyScorer.Sums sums(JsonNode statistics) {
        return new PartyScorer.Sums(
                statistics.path("finalScore").asLong(),
                statistics.path("roundsWon").asLong(),
                statistics.path("correctAnswers").asLong(),
                statistics.path("robotsIdentified").asLong(),
                statistics.path("timesFooled").asLong());
    }

    /** What settlement keeps of it for good. */
    private ObjectNode history(JsonNode complete) {
        ObjectNode history = Json.mapper().createObjectNode();
        GameRow game =
                Tables.GAMES
                        .in(stack.enhanced(), stack.tablePrefix())
                        .getItem(Key.builder().partitionValue(screen.roomId()).build());
        if (game == null) {
            wrong.add("the game is not kept");
        } else {
            history.set("game", tree(game));
            expect("rounds kept", ROUNDS, game.rounds());
            expect("players kept", guests.size(), game.players());
            expect("winners kept", complete.path("winners"), tree(game.winnerIds()));
        }
        ArrayNode rows = history.putArray("players");
        for (PartyGuest guest : guests) {
            PlayerGameStatsRow row =
                    Tables.PLAYER_GAME_STATS
                            .in(stack.enhanced(), stack.tablePrefix())
                            .getItem(
                                    Key.builder()
                                            .partitionValue(screen.roomId())
                                            .sortValue(guest.player().playerId())
                                            .build());
            if (row == null) {
                wrong.add("what " + guest.name() + " did is not kept");
                continue;
            }
            rows.add(tree(row));
            PartyScorer.Sums kept =
                    new PartyScorer.Sums(
                            row.finalScore(),
                            row.roundsWon(),
                            row.correctAnswers(),
                            row.robotsIdentified(),
                            row.timesFooled());
            expect(
                    "kept of " + guest.name(),
                    Optional.ofNullable(scorer.sums().get(guest.name())),
                    Optional.of(kept));
            expect("place kept of " + guest.name(), scorer.place(guest.name()), row.placement());
        }
        return history;
    }

    private JsonNode leaderboard(ScenarioPlayer asking) {
        JsonNode board =
                PlayedRoom.poll(
                        () -> asking.get("/leaderboards/party?limit=100"),
                        page -> guests.stream().allMatch(guest -> entry(page, guest).isPresent()));
        for (PartyGuest guest : guests) {
            Optional<JsonNode> entry = entry(board, guest);
            boolean won = scorer.place(guest.name()) == 1;
            expect(
                    "wins of " + guest.name(),
                    Optional.of(won ? 1L : 0L),
                    entry.map(row -> row.path("wins").asLong()));
        }
        return board.path("entries");
    }

    private static Optional<JsonNode> entry(JsonNode board, PartyGuest guest) {
        for (JsonNode entry : board.path("entries")) {
            if (entry.path("playerId").asText().equals(guest.player().playerId())) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    /** On every socket the same rounds, and nothing before its time. */
    private void everybodyWasToldTheSame() {
        List<RoundTold> shown = screen.telling().rounds();
        wrong.addAll(screen.telling().leaks());
        wrong.addAll(watcher.telling().leaks());
        expect("rounds that the watcher was told", shown, watcher.telling().rounds());
        for (PartyGuest guest : guests) {
            wrong.addAll(guest.telling().leaks());
            expect("rounds that " + guest.name() + " was told", shown, guest.telling().rounds());
        }
    }

    private void expect(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            wrong.add("%s: %s and not %s".formatted(what, found, expected));
        }
    }
}
