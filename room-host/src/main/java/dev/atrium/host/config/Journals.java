package dev.atrium.host.config;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the journals of games are kept: in Redis, which answers soonest, or in DynamoDB, which
 * loses nothing. All hosts of a deployment must say the same.
 *
 * @param dynamoGames games whose journals are in DynamoDB, {@code ATRIUM_DYNAMO_JOURNALS}: ids or
 *     their first words, with commas between; none if left out
 */
public record Journals(List<String> dynamoGames) {
    private static final Pattern GAMES =
            Pattern.compile("([a-z][a-z0-9.-]{0,63}(,[a-z][a-z0-9.-]{0,63}){0,63})?");

    public Journals {
        dynamoGames = List.copyOf(dynamoGames);
    }

    static Journals from(Environment environment) {
        String games = environment.text("ATRIUM_DYNAMO_JOURNALS", "");
        if (!GAMES.matcher(games).matches()) {
            throw Environment.refused(
                    "ATRIUM_DYNAMO_JOURNALS", games, "up to 64 games with commas between");
        }
        return new Journals(Stream.of(games.split(",")).filter(game -> !game.isEmpty()).toList());
    }

    /** Whether the journals of that game are in DynamoDB. */
    public boolean inDynamo(String gameId) {
        return dynamoGames.stream()
                .anyMatch(game -> gameId.equals(game) || gameId.startsWith(game + "."));
    }
}
