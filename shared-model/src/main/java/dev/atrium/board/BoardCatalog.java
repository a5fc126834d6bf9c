package dev.atrium.board;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.wire.Json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The leaderboards that there are, from a JSON file. Immutable. */
public final class BoardCatalog {
    private static final int BOARDS_MAX = 32;
    private static final BoardCatalog SHIPPED = read();

    private final Map<String, BoardDefinition> byName;

    private BoardCatalog(Map<String, BoardDefinition> byName) {
        this.byName = byName;
    }

    /** Those that Atrium ships, {@code boards.json}. */
    public static BoardCatalog shipped() {
        return SHIPPED;
    }

    private static BoardCatalog read() {
        try (InputStream json = BoardCatalog.class.getResourceAsStream("boards.json")) {
            if (json == null) {
                throw new IllegalStateException("there is no boards.json");
            }
            return parse(Json.mapper().readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads boards, strictly: what is unknown is refused, too.
     *
     * @param list a list of objects, 1 to 32
     * @throws IllegalArgumentException the message names the board and the field
     */
    public static BoardCatalog parse(JsonNode list) {
        if (!list.isArray() || list.isEmpty() || list.size() > BOARDS_MAX) {
            throw new IllegalArgumentException(
                    "boards (allowed: a list of 1 to " + BOARDS_MAX + ")");
        }
        Map<String, BoardDefinition> byName = new LinkedHashMap<>();
        for (JsonNode node : list) {
            BoardDefinition board;
            try {
                board = board(node);
            } catch (IllegalArgumentException e) {
                String named = node.path("name").asText("?");
                throw new IllegalArgumentException("board " + named + ": " + e.getMessage(), e);
            }
            if (byName.put(board.name(), board) != null) {
                throw new IllegalArgumentException("board " + board.name() + ": name is twice");
            }
        }
        return new BoardCatalog(byName);
    }

    /** In the order of the file. */
    public Collection<BoardDefinition> all() {
        return byName.values();
    }

    /** The board of that name. */
    public Optional<BoardDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The boards that results of that game count on. */
    public List<BoardDefinition> countedOn(String game) {
        return byName.values().stream().filter(board -> board.counts(game)).toList();
    }

    private static BoardDefinition board(JsonNode node) {
        only(
                node,
                "",
                Set.of(
                        "name",
                        "feed",
                        "games",
                        "fields",
                        "join",
                        "reset",
                        "size",
                        "graceMinutes",
                        "rewards"));
        return new BoardDefinition(
                text(node, "name"),
                choice(node, "feed", Feed.class),
                list(node, "games", game -> text("games[]", game)),
                list(node, "fields", BoardCatalog::field),
                choice(node, "join", BoardDefinition.Join.class),
                Optional.ofNullable(node.get("reset")).map(BoardCatalog::reset),
                (int) number(node, "size", 1, BoardDefinition.SIZE_MAX),
                number(node, "graceMinutes", 1, BoardDefinition.GRACE_MS_MAX / 60_000) * 60_000,
                list(node, "rewards", BoardCatalog::reward));
    }

    private static ScoreField field(JsonNode node) {
        only(node, "fields.", Set.of("name", "per", "scale", "max", "direction"));
        Optional<String> per = node.has("per") ? Optional.of(text(node, "per")) : Optional.empty();
        return new ScoreField(
                text(node, "name"),
                per,
                node.has("scale") ? number(node, "scale", 1, ScoreField.SCALE_MAX) : 1,
                number(node, "max", 1, ScoreField.MAX_MAX - 1),
                choice(node, "direction", ScoreField.Direction.class));
    }

    private static Cron reset(JsonNode node) {
        only(node, "reset.", Set.of("cron", "zone"));
        String zone = text(node, "zone");
        try {
            return Cron.of(text(node, "cron"), ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone=" + zone + " (allowed: a time zone)", e);
        }
    }

    private static Reward reward(JsonNode node) {
        only(node, "rewards.", Set.of("from", "to", "amount"));
        return new Reward(
                (int) number(node, "from", 1, BoardDefinition.SIZE_MAX),
                (int) number(node, "to", 1, BoardDefinition.SIZE_MAX),
                number(node, "amount", 1, Reward.AMOUNT_MAX));
    }

    private static void only(JsonNode node, String path, Set<String> known) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(path + " (allowed: an object)");
        }
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                throw new IllegalArgumentException(path + name + " is unknown");
                            }
                        });
    }

    private static String text(JsonNode node, String name) {
        return text(name, node.path(name));
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " (allowed: a text)");
        }
        return value.textValue();
    }

    private static long number(JsonNode node, String name, long min, long max) {
        JsonNode value = node.path(name);
        if (!value.canConvertToLong()
                || !value.isIntegralNumber()
                || value.longValue() < min
                || value.longValue() > max) {
            throw new IllegalArgumentException(
                    name + "=" + value + " (allowed: " + min + " to " + max + ")");
        }
        return value.longValue();
    }

    private static <E extends Enum<E>> E choice(JsonNode node, String name, Class<E> type) {
        String value = text(node, name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(value)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(
                name + "=" + value + " (allowed: " + List.of(type.getEnumConstants()) + ")");
    }

    private static <T> List<T> list(JsonNode node, String name, Function<JsonNode, T> element) {
        JsonNode list = node.path(name);
        if (!list.isArray()) {
            throw new IllegalArgumentException(name + " (allowed: a list)");
        }
        List<T> elements = new ArrayList<>();
        list.forEach(e -> elements.add(element.apply(e)));
        return elements;
    }
}
