package dev.atrium.host.config;

import dev.atrium.vrf.SeedExchange;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the journals of games are kept: in Redis, which answers soonest, or in DynamoDB, which
 * loses nothing. All hosts of a deployment must say the same.
 *
 * @param dynamoGames games whose journals are in DynamoDB, {@code ATRIUM_DYNAMO_JOURNALS}: ids or
 *     their first words, with commas between; none if left out
 * @param seedFunction the function that draws seeds, {@code ATRIUM_SEED_FUNCTION}: its name or ARN;
 *     if left out, seeds are random and prove nothing
 */
public record Journals(List<String> dynamoGames, Optional<String> seedFunction) {
    private static final Pattern FUNCTIONS = Pattern.compile("[A-Za-z0-9:_-]{0,170}");

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
        String function = environment.text(SeedExchange.FUNCTION_VARIABLE, "");
        if (!FUNCTIONS.matcher(function).matches()) {
            throw Environment.refused(
                    SeedExchange.FUNCTION_VARIABLE, function, "a function's name or ARN");
        }
        return new Journals(
                Stream.of(games.split(",")).filter(game -> !game.isEmpty()).toList(),
                Optional.of(function).filter(name -> !name.isEmpty()));
    }

    /** Whether the journals of that game are in DynamoDB. */
    public boolean inDynamo(String gameId) {
        return dynamoGames.stream()
                .anyMatch(game -> gameId.equals(game) || gameId.startsWith(game + "."));
    }
}
