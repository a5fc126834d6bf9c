package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether everybody has what a settled match owes him: what he came with, less what he paid for
 * this match, and what he won in it. A scenario's people play nothing else.
 */
final class ScenarioPayday {
    private final JsonNode stakes;

    /** Of a match with those stakes, as its record tells them. */
    ScenarioPayday(JsonNode stakes) {
        this.stakes = stakes;
    }

    /** What is not as it should be, in words; empty if all is well. */
    List<String> unpaid(List<ScenarioPlayer> players) {
        List<String> wrong = new ArrayList<>();
        long pot = stakes.path("pot").asLong();
        long divided =
                stakes.path("payouts").path("platform").asLong()
                        + stakes.path("payouts").path("burn").asLong();
        for (JsonNode payout : stakes.path("payouts").path("players")) {
            divided += payout.path("amount").asLong();
        }
        if (!stakes.path("state").asText().equals("paid") || pot == 0 || divided != pot) {
            wrong.add("of a pot of " + pot + " " + divided + " are paid");
        }
        for (ScenarioPlayer player : players) {
            long expected =
                    player.balanceAtFirst()
                            - ofPlayer(stakes.path("entries"), player)
                            + ofPlayer(stakes.path("payouts").path("players"), player);
            if (player.account().path("balance").asLong() != expected) {
                wrong.add(player.playerId() + " has not " + expected);
            }
        }
        return wrong;
    }

    private static long ofPlayer(JsonNode amounts, ScenarioPlayer player) {
        for (JsonNode amount : amounts) {
            if (amount.path("playerId").asText().equals(player.playerId())) {
                return amount.path("amount").asLong();
            }
        }
        return 0;
    }
}
