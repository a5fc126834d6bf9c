package dev.atrium.localstack.scenario.party;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Follows what a party tells to whoever listens, and puts together what became of each round. One
 * thread's.
 */
public final class PartyTelling {
    /** What nobody may be told before a round is over. */
    private static final List<String> SECRETS = List.of("authors", "correctAnswer", "robotAnswer");

    private final List<RoundTold> rounds = new ArrayList<>();
    private final List<String> leaks = new ArrayList<>();
    private boolean secret;
    private String questionId = "";
    private SortedMap<String, Integer> suspicions = new TreeMap<>();
    private Optional<String> eliminated = Optional.empty();
    private boolean tie;
    private Optional<JsonNode> revealed = Optional.empty();
    private Optional<JsonNode> complete = Optional.empty();

    /** A message came, whole. */
    public void heard(JsonNode message) {
        String type = message.path("type").asText();
        JsonNode data = message.path("data");
        switch (type) {
            case "round-started" -> {
                secret = true;
                questionId = data.path("question").path("id").asText();
            }
            case "elimination-complete" -> {
                suspicions = counts(data.path("voteCounts"));
                eliminated = optional(data.path("eliminatedAnswer"));
                tie = data.path("tieOccurred").asBoolean();
            }
            case "all-votes-submitted" -> revealed = Optional.of(data);
            case "final-round-scores" -> over(data);
            case "game-complete" -> complete = Optional.of(data);
            default -> {}
        }
        secret &= revealed.isEmpty();
        if (secret) {
            lookForSecrets(type, data);
        }
    }

    /** The view of the results may come before the event that tells them. */
    private void lookForSecrets(String type, JsonNode data) {
        String phase = data.path("phase").asText();
        boolean over = type.equals("state") && (phase.equals("results") || phase.equals("final"));
        if (over) {
            return;
        }
        SECRETS.stream()
                .filter(field -> data.findValue(field) != null)
                .forEach(field -> leaks.add(type + " tells " + field));
    }

    private void over(JsonNode data) {
        JsonNode told = revealed.orElseThrow(() -> new IllegalArgumentException("no answers"));
        revealed = Optional.empty();
        rounds.add(
                new RoundTold(
                        data.path("roundNumber").asInt(),
                        questionId,
                        told.path("correctAnswer").asText(),
                        told.path("robotAnswer").asText(),
                        list(told.path("answers"), PartyTelling::answer),
                        suspicions,
                        eliminated,
                        tie,
                        counts(told.path("voteCounts")),
                        byName(data.path("scores"), PartyTelling::points),
                        byName(data.path("standings"), PartyTelling::standing)));
    }

    private static RoundTold.Answer answer(JsonNode answer) {
        return new RoundTold.Answer(
                answer.path("text").asText(),
                answer.path("type").asText(),
                list(answer.path("authors"), JsonNode::asText));
    }

    private static RoundTold.Points points(JsonNode score) {
        return new RoundTold.Points(
                score.path("correctAnswerPoints").asInt(),
                score.path("robotIdentifiedPoints").asInt(),
                score.path("votesReceivedPoints").asInt(),
                score.path("fooledPenalty").asInt(),
                score.path("total").asInt());
    }

    private static RoundTold.Standing standing(JsonNode line) {
        return new RoundTold.Standing(line.path("score").asInt(), line.path("place").asInt());
    }

    private static <T> SortedMap<String, T> byName(JsonNode lines, Function<JsonNode, T> read) {
        SortedMap<String, T> byName = new TreeMap<>();
        lines.forEach(line -> byName.put(line.path("playerName").asText(), read.apply(line)));
        return byName;
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>();
        array.forEach(element -> list.add(read.apply(element)));
        return list;
    }

    private static SortedMap<String, Integer> counts(JsonNode counts) {
        SortedMap<String, Integer> byText = new TreeMap<>();
        counts.properties().forEach(e -> byText.put(e.getKey(), e.getValue().asInt()));
        return byText;
    }

    private static Optional<String> optional(JsonNode text) {
        return text.isTextual() ? Optional.of(text.asText()) : Optional.empty();
    }

    /** The rounds that are over, in their order. */
    public List<RoundTold> rounds() {
        return List.copyOf(rounds);
    }

    /** What was told before its time, in words; empty if nothing was. */
    public List<String> leaks() {
        return List.copyOf(leaks);
    }

    /** How the party ended, once it has. */
    public Optional<JsonNode> complete() {
        return complete;
    }
}
