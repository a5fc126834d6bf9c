package dev.atrium.host;

import static dev.atrium.host.OperatedDeployment.enter;
import static dev.atrium.host.OperatedDeployment.get;
import static dev.atrium.host.OperatedDeployment.json;
import static dev.atrium.host.OperatedDeployment.refused;
import static dev.atrium.host.OperatedDeployment.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.game.arena.Point;
import dev.atrium.game.arena.PracticeGame;
import dev.atrium.host.front.Conduct;
import dev.atrium.wire.CompactFrames;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Who cheats loses his game and is kept out of all hosts, until an operator lets him in again. */
class FairPlayIT {
    private static final int BOTS = 4;
    private static final long DAY_MS = 86_400_000;

    /** So long after a ban is lifted nobody is refused any more, anywhere. */
    private static final long LIFTED_MS_MAX = 5_000;

    @TempDir private static Path folder;

    private static OperatedDeployment deployment;
    private static RunningHost host;
    private static RunningHost other;

    private final RunningHost.Guest ada = RunningHost.Guest.named("Ada");
    private final RunningHost.Guest ben = RunningHost.Guest.named("Ben");

    @BeforeAll
    static void start() throws IOException {
        deployment = OperatedDeployment.start("fairplay", folder, 1);
        host = deployment.first();
        other = deployment.second();
    }

    @AfterAll
    static void stop() {
        deployment.close();
    }

    private static JsonNode flagged(String roomId) {
        return get(host, "/rooms/" + roomId).path("flagged");
    }

    private String bansOf(RunningHost.Guest guest) {
        return "/bans/" + guest.playerId();
    }

    private List<String> auditOf(RunningHost.Guest guest) {
        return get(other, "/audit?limit=1000")
                .path("lines")
                .valueStream()
                .filter(line -> line.path("player").asText().equals(guest.playerId()))
                .map(line -> line.path("command").asText() + " " + line.path("result").asText())
                .toList()
                .reversed();
    }

    /** Enters a room of his own there, which is refused or not. */
    private static String entering(RunningHost at, RunningHost.Guest guest) {
        try (TestPlayer player = enter(at, at.place(List.of(guest), BOTS), guest)) {
            JsonNode answer = player.await(m -> m.path("id").asText().equals("e1"));
            return answer.at("/data/code").asText(answer.path("type").asText());
        }
    }

    @Test
    void whoMovesAnothersWarriorForfeitsAndIsKeptOutUntilHisBanIsLifted() {
        String roomId = host.place(List.of(ada, ben), BOTS);
        try (TestPlayer cheat = enter(host, roomId, ada);
                TestPlayer stays = enter(host, roomId, ben)) {
            cheat.await("state");
            for (int i = 1; i <= 4; i++) {
                cheat.move(roomId, "1-0", "n", i);
                cheat.error("not-owner");
            }
            assertEquals(
                    "[{\"seat\":0,\"player\":\"%s\",\"flags\":{\"not-owner\":4},%s}]"
                            .formatted(ada.playerId(), "\"forfeited\":false"),
                    flagged(roomId).toString());
            cheat.move(roomId, "1-0", "n", 5);

            JsonNode told = cheat.await("player-forfeited");
            assertEquals(0, told.at("/data/seat").asInt());
            assertEquals("not-owner", told.at("/data/reason").asText());
            stays.await("warrior-eliminated", m -> m.at("/data/victim").asText().equals("0-0"));
            stays.await("player-forfeited");
            cheat.move(roomId, "0-0", "n", 6);
            assertEquals(6, cheat.error("forfeited").at("/data/seq").asLong());
            cheat.await("state", view -> view.path("tick").asLong() > told.path("tick").asLong());
            assertTrue(flagged(roomId).at("/0/forfeited").asBoolean());

            Eventually.holds(
                    () -> host.bean(Conduct.class).banOf(ada.playerId()).isPresent(),
                    "he is not banned");
            try (TestPlayer again = host.connect()) {
                again.resume(host, roomId, ada, 1, 1);
                again.error("banned");
            }
        }
        assertEquals("banned", entering(host, ada));
        assertEquals("banned", entering(other, ada));
        assertEquals("entered", entering(other, ben), "nobody else is");

        JsonNode ban = get(other, bansOf(ada));
        assertEquals("not-owner", ban.path("reason").asText());
        assertEquals(roomId, ban.path("room").asText());
        assertEquals(1, ban.path("forfeits").asInt());
        assertEquals(DAY_MS, ban.path("endsAtMs").asLong() - ban.path("bannedAtMs").asLong());
        assertTrue(
                get(other, "/bans").path("bans").valueStream().anyMatch(ban::equals),
                "it is listed");

        HttpResponse<String> lifted = send(other, "DELETE", bansOf(ada), "");
        long liftedNanos = System.nanoTime();
        assertEquals(200, lifted.statusCode(), lifted.body());
        assertEquals(0, json(lifted).path("forfeits").asInt());
        assertEquals("entered", entering(host, ada));
        assertEquals("entered", entering(other, ada));
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - liftedNanos);
        assertTrue(tookMs < LIFTED_MS_MAX, tookMs + " ms");
        assertEquals("404 not-banned", refused(other, "GET", bansOf(ada), ""));
        assertEquals("404 not-banned", refused(other, "DELETE", bansOf(ada), ""));
        assertEquals(List.of("unban ok", "unban not-banned"), auditOf(ada));
    }

    @Test
    void messagesThatNobodyCanReadAreFlaggedInEitherForm() {
        String roomId = host.place(List.of(ada), BOTS);
        try (TestPlayer player = host.connectCompact()) {
            player.enter(host, roomId, ada);
            player.await("entered");
            player.binary();
            player.send("{");
            player.error("malformed");
            player.sendBinary(new byte[] {99});
            player.error("malformed");
            Eventually.holds(
                    () -> flagged(roomId).at("/0/flags/malformed").asInt() == 2,
                    "it is not counted");
        }
    }

    @Test
    void claimsAndNumbersAreJudgedInTheCompactForm() {
        CompactFrames frames = new CompactFrames(new PracticeGame().compactForm().orElseThrow());
        String roomId = host.placePractice(ada);
        try (TestPlayer player = host.connectCompact()) {
            player.enter(host, roomId, ada);
            player.await("entered");
            player.binary();
            Optional<Point> far = Optional.of(new Point(-90_000, -90_000));
            long[] number = {0};
            Eventually.holds(
                    () -> {
                        number[0]++;
                        MoveWarrior move = new MoveWarrior("0-0", Direction.STOP, far);
                        player.sendBinary(frames.command(number[0], move));
                        // Sent more than once, for until the first tick nothing is judged.
                        return flagged(roomId).at("/0/flags/teleport").asInt() > 0;
                    },
                    "nobody is that far out");
            player.sendBinary(
                    frames.command(
                            number[0], new MoveWarrior("0-0", Direction.E, Optional.empty())));
            Eventually.holds(
                    () -> flagged(roomId).at("/0/flags/sequence").asInt() == 1,
                    "the number was another command's");
        }
    }

    @Test
    void operatorBansByHandAndIsToldWhatIsWrong() {
        assertEquals("404 not-banned", refused(host, "GET", bansOf(ben), ""));
        assertEquals("400 out-of-range", refused(host, "PUT", bansOf(ben) + "?hours=0", ""));
        assertEquals("400 out-of-range", refused(host, "PUT", "/bans/nobody", ""));
        assertEquals("400 out-of-range", refused(host, "GET", "/bans?limit=101", ""));
        assertEquals("400 out-of-range", refused(host, "GET", "/bans?after=x", ""));
        assertEquals(
                401,
                Operators.of(host)
                        .call("DELETE", bansOf(ben), "no-key-of-ours-at-all", "")
                        .statusCode());

        HttpResponse<String> answer = send(host, "PUT", bansOf(ben) + "?hours=2", "");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("operator", json(answer).path("reason").asText());
        assertEquals("banned", entering(other, ben));
        assertTrue(json(send(host, "PUT", bansOf(ben), "")).path("forGood").asBoolean());
        assertEquals(200, send(other, "DELETE", bansOf(ben), "").statusCode());
        assertEquals("entered", entering(host, ben));
        assertEquals(List.of("ban out-of-range", "ban ok", "ban ok", "unban ok"), auditOf(ben));
    }
}
