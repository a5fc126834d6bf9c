package dev.atrium.match;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The rules of matching of several games, as they stand in a file. Its one field {@code games} has
 * an object for each game, with the fields of {@link MatchRules} by their names; durations and
 * latencies are in ms. {@code teams}, {@code skill}, {@code latency} and {@code bots} may be left
 * out, and then there are no teams, no limits and no bots. Fields that nobody knows are refused.
 * Immutable.
 *
 * @param name of the file, which is named in errors
 * @param games the rules by the game's id, 1 to {@value #GAMES_MAX}
 */
public record MatchRulesFile(String name, SortedMap<String, MatchRules> games) {
    /** Games of a file at most. */
    public static final int GAMES_MAX = 100;

    private static final String SHIPPED_NAME = "match-rules.json";

    private static final List<String> FIELDS =
            List.of(
                    "playersMin",
                    "warriorsMax",
                    "warriorsPerPlayerMax",
                    "partyMax",
                    "teams",
                    "gatherMs",
                    "skill",
                    "latency",
                    "choice",
                    "joinable",
                    "bots");

    // After what it is read with.
    private static final MatchRulesFile SHIPPED = read();

    public MatchRulesFile {
        games = Collections.unmodifiableSortedMap(new TreeMap<>(games));
        if (games.isEmpty() || games.size() > GAMES_MAX) {
            throw new IllegalArgumentException(
                    name + ": games (allowed: 1-" + GAMES_MAX + " games)");
        }
    }

    /** The file of this build: all games that one can queue for. */
    public static MatchRulesFile shipped() {
        return SHIPPED;
    }

    private static MatchRulesFile read() {
        try (InputStream file = MatchRulesFile.class.getResourceAsStream(SHIPPED_NAME)) {
            if (file == null) {
                throw new IllegalStateException(SHIPPED_NAME + " is not in the build");
            }
            return parse(SHIPPED_NAME, file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rules of a game.
     *
     * @throws IllegalArgumentException if the file has none
     */
    public MatchRules of(String game) {
        MatchRules rules = games.get(game);
        if (rules == null) {
            throw new IllegalArgumentException(
                    name
                            + ": no game "
                            + game
                            + " (there: "
                            + String.join(", ", games.keySet())
                            + ")");
        }
        return rules;
    }

    /**
     * Reads such a file.
     *
     * @param name of the file
     * @param json in UTF-8
     * @throws IllegalArgumentException if it is anything else; the one line of its message names
     *     the file, the game and the field
     */
    public static MatchRulesFile parse(String name, byte[] json) {
        ObjectNode file;
        try {
            file = Json.object(json);
        } catch (WireException e) {
            throw new IllegalArgumentException(name + ": it is no JSON object", e);
        }
        Fields fields = new Fields(name + ": ", "", file);
        fields.allow(List.of("games"));
        JsonNode games = fields.value("games");
        if (!games.isObject()) {
            throw fields.refused("games (allowed: an object)");
        }
        SortedMap<String, MatchRules> rules = new TreeMap<>();
        for (Map.Entry<String, JsonNode> game : games.properties()) {
            Fields of = new Fields(name + ": " + game.getKey() + ": ", "", game.getValue());
            rules.put(game.getKey(), of.make(() -> rules(of)));
        }
        return new MatchRulesFile(name, rules);
    }

    private static MatchRules rules(Fields game) {
        game.allow(FIELDS);
        return new MatchRules(
                game.number("playersMin"),
                game.number("warriorsMax"),
                game.number("warriorsPerPlayerMax"),
                game.number("partyMax"),
                game.child("teams").map(MatchRulesFile::teams),
                game.duration("gatherMs"),
                game.child("skill").map(MatchRulesFile::widening).orElse(Widening.UNLIMITED),
                game.child("latency").map(MatchRulesFile::widening).orElse(Widening.UNLIMITED),
                choice(game),
                game.truth("joinable"),
                game.child("bots").map(MatchRulesFile::bots));
    }

    private static TeamShape teams(Fields fields) {
        fields.allow(List.of("teams", "size"));
        return fields.make(() -> new TeamShape(fields.number("teams"), fields.number("size")));
    }

    private static Widening widening(Fields fields) {
        fields.allow(List.of("start", "step", "everyMs", "max"));
        return fields.make(
                () ->
                        new Widening(
                                fields.number("start"),
                                fields.number("step"),
                                fields.duration("everyMs"),
                                fields.number("max")));
    }

    private static BotFill bots(Fields fields) {
        fields.allow(List.of("afterMs", "warriors", "warriorsPerBotMax"));
        return fields.make(
                () ->
                        new BotFill(
                                fields.duration("afterMs"),
                                fields.number("warriors"),
                                fields.number("warriorsPerBotMax")));
    }

    private static MatchRules.Choice choice(Fields game) {
        String word = game.value("choice").asText();
        for (MatchRules.Choice choice : MatchRules.Choice.values()) {
            if (word(choice).equals(word)) {
                return choice;
            }
        }
        throw game.refused("choice (allowed: oldest, nearest)");
    }

    private static String word(MatchRules.Choice choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** The same rules as text, which {@link #parse} takes; ends with a line break. */
    public String json() {
        ObjectNode file = Json.mapper().createObjectNode();
        ObjectNode all = file.putObject("games");
        games.forEach((game, rules) -> write(rules, all.putObject(game)));
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(file) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of ours cannot be written", e);
        }
    }

    private static void write(MatchRules rules, ObjectNode json) {
        json.put("playersMin", rules.playersMin())
                .put("warriorsMax", rules.warriorsMax())
                .put("warriorsPerPlayerMax", rules.warriorsPerPlayerMax())
                .put("partyMax", rules.partyMax());
        rules.teams()
                .ifPresent(
                        shape ->
                                json.putObject("teams")
                                        .put("teams", shape.teams())
                                        .put("size", shape.size()));
        json.put("gatherMs", rules.gatherMs());
        write(rules.skill(), "skill", json);
        write(rules.latency(), "latency", json);
        json.put("choice", word(rules.choice())).put("joinable", rules.joinable());
        rules.bots()
                .ifPresent(
                        bots ->
                                json.putObject("bots")
                                        .put("afterMs", bots.afterMs())
                                        .put("warriors", bots.warriors())
                                        .put("warriorsPerBotMax", bots.warriorsPerBotMax()));
    }

    private static void write(Widening limit, String name, ObjectNode json) {
        if (!limit.isUnlimited()) {
            json.putObject(name)
                    .put("start", limit.start())
                    .put("step", limit.step())
                    .put("everyMs", limit.everyMs())
                    .put("max", limit.max());
        }
    }

    /**
     * An object of the file.
     *
     * @param where the file and the game, as errors begin
     * @param path of the object in the game, with a dot at its end; empty for the game itself
     */
    private record Fields(String where, String path, JsonNode json) {
        Fields {
            if (!json.isObject()) {
                String what = path.isEmpty() ? "" : path.substring(0, path.length() - 1) + " ";
                throw new IllegalArgumentException(where + what + "(allowed: an object)");
            }
        }

        IllegalArgumentException refused(String what) {
            return new IllegalArgumentException(where + path + what);
        }

        /** A record whose constructor names what it refuses. */
        <T> T make(Supplier<T> constructor) {
            try {
                return constructor.get();
            } catch (IllegalArgumentException e) {
                String message = String.valueOf(e.getMessage());
                throw message.startsWith(where) ? e : refused(message);
            }
        }

        void allow(List<String> names) {
            json.fieldNames()
                    .forEachRemaining(
                            name -> {
                                if (!names.contains(name)) {
                                    throw refused(
                                            name + " (allowed: " + String.join(", ", names) + ")");
                                }
                            });
        }

        JsonNode value(String name) {
            JsonNode value = json.get(name);
            if (value == null) {
                throw refused(name + " is missing");
            }
            return value;
        }

        int number(String name) {
            JsonNode value = value(name);
            if (!value.isIntegralNumber() || !value.canConvertToInt()) {
                throw refused(name + "=" + value + " (allowed: a whole number)");
            }
            return value.intValue();
        }

        long duration(String name) {
            JsonNode value = value(name);
            if (!value.isIntegralNumber() || !value.canConvertToLong()) {
                throw refused(name + "=" + value + " (allowed: a whole number of ms)");
            }
            return value.longValue();
        }

        boolean truth(String name) {
            JsonNode value = value(name);
            if (!value.isBoolean()) {
                throw refused(name + "=" + value + " (allowed: true, false)");
            }
            return value.booleanValue();
        }

        Optional<Fields> child(String name) {
            JsonNode value = json.get(name);
            return value == null
                    ? Optional.empty()
                    : Optional.of(new Fields(where, path + name + ".", value));
        }
    }
}
