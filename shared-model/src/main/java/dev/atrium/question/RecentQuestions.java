package dev.atrium.question;

import dev.atrium.schema.RecentQuestionsRow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a player was asked in his last games. Immutable.
 *
 * @param playerId who
 * @param games at most {@link #GAMES_MAX}, the newest last
 * @param version of the row that it was read from; 0 if there is none
 */
record RecentQuestions(String playerId, List<Game> games, long version) {
    /** Games in which a player should not meet a question again. */
    static final int GAMES_MAX = 5;

    /**
     * One game.
     *
     * @param roomId of its room
     * @param questionIds that were dealt to it
     */
    record Game(String roomId, List<String> questionIds) {
        Game {
            questionIds = List.copyOf(questionIds);
        }
    }

    RecentQuestions {
        games = List.copyOf(games.subList(Math.max(0, games.size() - GAMES_MAX), games.size()));
    }

    /** Of a player without a row. */
    static RecentQuestions none(String playerId) {
        return new RecentQuestions(playerId, List.of(), 0);
    }

    static RecentQuestions of(RecentQuestionsRow row) {
        List<Game> games = new ArrayList<>();
        for (String room : row.rooms()) {
            games.add(new Game(room, List.of(row.questions().getOrDefault(room, "").split(" "))));
        }
        return new RecentQuestions(row.playerId(), games, row.version());
    }

    /** Whether one of those games was in that room. */
    boolean knows(String roomId) {
        return games.stream().anyMatch(game -> game.roomId().equals(roomId));
    }

    /** With a newer game, and without what is too old by it; the same if that room is known. */
    RecentQuestions and(Game game) {
        if (knows(game.roomId())) {
            return this;
        }
        List<Game> more = new ArrayList<>(games);
        more.add(game);
        return new RecentQuestions(playerId, more, version);
    }

    /** How many games ago each question was asked: 1 in the newest game. */
    Map<String, Integer> gamesAgo() {
        Map<String, Integer> ago = new HashMap<>();
        for (int i = 0; i < games.size(); i++) {
            for (String questionId : games.get(i).questionIds()) {
                // A later game is nearer.
                ago.put(questionId, games.size() - i);
            }
        }
        return ago;
    }

    /**
     * The row that takes the place of the one that this was read from.
     *
     * @param ttl seconds since 1970
     */
    RecentQuestionsRow row(long ttl) {
        return new RecentQuestionsRow(
                playerId,
                games.stream().map(Game::roomId).toList(),
                games.stream()
                        .collect(
                                Collectors.toMap(
                                        Game::roomId,
                                        game -> String.join(" ", game.questionIds()))),
                version + 1,
                ttl);
    }
}
