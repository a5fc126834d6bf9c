package dev.atrium.host.input;

import dev.atrium.game.Game;
import dev.atrium.message.Allowance;
import dev.atrium.message.Vocabulary;
import dev.atrium.wire.RoomMessages;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** What a host lets its clients send. Thread-safe. */
public final class InputPolicy {
    /** Everything that one connection sends, pings of the WebSocket's own among them. */
    public static final Allowance CONNECTION = new Allowance(60, 1, 60, Allowance.BYTES_MAX);

    /** The index of {@link #CONNECTION} among a connection's buckets; the actions stand behind. */
    public static final int ANYTHING = 0;

    private static final String NO_GAME = "none";
    private static final String ANY_ACTION = "any";

    private final Bounds bounds;
    private final BreachMeters meters;
    private final InputRates ofConnections;
    private final ConcurrentHashMap<Game, GameInput> games = new ConcurrentHashMap<>();

    /**
     * Bounds of a host.
     *
     * @param speed game seconds in a wall second, 1 to 1000
     * @param breaches of limits by one connection that are borne with in a window
     * @param windowMs of game time
     */
    public record Bounds(int speed, int breaches, int windowMs) {}

    /**
     * What one game is told.
     *
     * @param words its vocabulary
     * @param rates of each word, at its index
     */
    public record GameInput(Vocabulary words, InputRates rates) {}

    /** A policy within those bounds. */
    public InputPolicy(Bounds bounds, BreachMeters meters) {
        this.bounds = bounds;
        this.meters = meters;
        List<InputRates.Limited> limits = new ArrayList<>();
        limits.add(new InputRates.Limited(CONNECTION, meters.of(NO_GAME, ANY_ACTION)));
        limits.addAll(limits(NO_GAME, RoomMessages.FROM_CLIENTS));
        this.ofConnections = new InputRates(limits, bounds.speed());
    }

    private List<InputRates.Limited> limits(String game, Vocabulary words) {
        return words.words().stream()
                .map(Vocabulary.Word::shape)
                .map(
                        shape ->
                                new InputRates.Limited(
                                        shape.allowance(), meters.of(game, shape.name())))
                .toList();
    }

    /**
     * The index among a connection's buckets of what is said to every room; {@link #ANYTHING} for
     * an action of a game.
     */
    public static int indexOf(String action) {
        Vocabulary.Word word = RoomMessages.FROM_CLIENTS.word(action);
        return word == null ? ANYTHING : ANYTHING + 1 + word.index();
    }

    /** Buckets of a connection that is new, for what it says to every room. */
    public InputBuckets ofConnection(long nowNanos) {
        return new InputBuckets(ofConnections, nowNanos);
    }

    /** Nothing wrong yet. */
    public BreachWindow newWindow() {
        return new BreachWindow(bounds.breaches(), bounds.windowMs(), bounds.speed());
    }

    /** What that game is told. As many are kept as the host knows games. */
    public GameInput of(Game game) {
        return games.computeIfAbsent(game, this::read);
    }

    private GameInput read(Game game) {
        Vocabulary words = game.vocabulary();
        return new GameInput(
                words, new InputRates(limits(game.info().id(), words), bounds.speed()));
    }
}
