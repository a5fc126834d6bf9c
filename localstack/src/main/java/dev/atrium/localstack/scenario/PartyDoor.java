package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Optional;

/** How people get into a room that they join, on the gateway's socket. */
final class PartyDoor {
    private static final Duration STEP = Duration.ofMillis(50);
    private static final long NANOS_PER_MS = 1_000_000L;

    private PartyDoor() {}

    /**
     * Enters, and asks again where the room says that it will let one in.
     *
     * @param ready what {@code room-ready} told
     * @throws ScenarioException if one is not in by then
     */
    static void enter(ScenarioPlayer player, JsonNode ready, Duration within) {
        long endNanos = System.nanoTime() + within.toNanos();
        long askNanos = System.nanoTime();
        boolean asked = false;
        while (System.nanoTime() < endNanos) {
            if (!asked && System.nanoTime() >= askNanos) {
                player.lobby().send(player.enterMessage(ready));
                asked = true;
            }
            Optional<Inbox.Received> received = player.lobby().next(STEP);
            if (received.isPresent() && received.get().type().equals("entered")) {
                return;
            }
            if (received.isPresent() && received.get().type().equals("error")) {
                JsonNode error = received.get().data();
                if (!error.path("retryable").asBoolean()) {
                    throw new ScenarioException("the room refused: " + error);
                }
                asked = false;
                askNanos = System.nanoTime() + error.path("retryAfterMs").asLong() * NANOS_PER_MS;
            }
        }
        throw new ScenarioException("not in within " + within.toSeconds() + " s");
    }
}
