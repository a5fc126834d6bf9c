package dev.atrium.host.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.party.Phase;
import dev.atrium.game.party.State;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * Three play a party while others, two of whom sit in it, send frames that are right, nearly right
 * and nothing at all: whatever they send has an answer with a known code or none, the room never
 * fails, and every sum that is told is what votes and answers make it.
 */
class PartyFramesFuzzTest {
    private static final int FRAMES_MIN = 3_000;

    /** All that a client may be refused with here. */
    private static final Set<String> CODES =
            Set.of(
                    "already-starting",
                    "answer-eliminated",
                    "command-passed",
                    "game-started",
                    "invalid-field",
                    "malformed",
                    "missing-field",
                    "not-entered",
                    "not-host",
                    "out-of-range",
                    "own-answer",
                    "player-not-found",
                    "profanity",
                    "room-not-found",
                    "ticket-invalid",
                    "ticket-used",
                    "too-early",
                    "too-large",
                    "too-many-watchers",
                    "unauthorized",
                    "unknown-action",
                    "unknown-answer",
                    "watching",
                    "wrong-phase",
                    "wrong-seat");

    private static final int WATCHER = 0;
    private static final int STRANGER = 1;
    private static final int TROUBLEMAKERS = 4;

    private final PartyStage stage = new PartyStage();
    private final PartyStage.Person ann = stage.join(0, "Ann");
    private final PartyStage.Person ben = stage.join(1, "Ben");
    private final PartyStage.Person cat = stage.join(2, "Cat");
    private final PartyStage.Person ear = stage.watch(40);
    private final PartyStage.Person[] troublemakers = new PartyStage.Person[TROUBLEMAKERS];
    private final Map<String, Integer> codes = new TreeMap<>();
    private int frames;

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_122, 0x5eed})
    void whateverOthersSendThePartyIsPlayedToItsEnd(long seed) {
        try {
            play(new Random(seed));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " after " + frames + " frames", e);
        }
    }

    private void play(Random random) {
        PartyFrames made = new PartyFrames(random);
        for (int i = 0; i < TROUBLEMAKERS; i++) {
            comesIn(i);
        }
        trouble(random, made, 200);
        ann.does("start-game");
        trouble(random, made, 100);
        stage.deal();
        for (int step = 0; !stage.room.isFinished(); step++) {
            assertTrue(step < 2_000, "it goes on");
            trouble(random, made, random.nextInt(120));
            honestMove();
            stage.room.pass(random.nextInt(2) == 0 ? 25 : 1_000 * random.nextInt(20));
        }
        trouble(random, made, 100);
        assertFalse(stage.room.isVoid());
        assertTrue(frames > FRAMES_MIN, "frames: " + frames);
        assertTrue(codes.size() > 15, "codes: " + codes);
        assertSums();
    }

    private void comesIn(int which) {
        PartyStage.Person person;
        if (which == STRANGER) {
            person = stage.stranger(8);
        } else if (which == WATCHER) {
            person = stage.watch(9);
        } else {
            person = stage.stranger(which + 1);
            String ticket = FrontStage.joining(which + 1, "Troublemaker " + which);
            FrontStage.enter(person.line, ticket, "player-" + (which + 1));
        }
        troublemakers[which] = person;
        note(person, "comes in");
    }

    private void trouble(Random random, PartyFrames made, int count) {
        for (int i = 0; i < count; i++) {
            int which = random.nextInt(TROUBLEMAKERS);
            PartyStage.Person person = troublemakers[which];
            byte[] frame = made.next(person, stage.view());
            frames++;
            person.line.sayText(frame);
            note(person, new String(frame, StandardCharsets.UTF_8));
            if (!person.line.closed.isEmpty()) {
                person.line.hangUp();
                comesIn(which);
            }
        }
    }

    private void note(PartyStage.Person person, String said) {
        for (String code : person.codes()) {
            boolean known = CODES.contains(code) || (stage.room.isFinished() && isOver(code));
            assertTrue(known, code + " for " + said);
            codes.merge(code, 1, Integer::sum);
        }
    }

    private static boolean isOver(String code) {
        return code.equals("room-over");
    }

    /** Who has not done it yet does what this phase wants of him. */
    private void honestMove() {
        State view = stage.view();
        if (view.phase() == Phase.FINAL || view.phase() == Phase.RESULTS) {
            return;
        }
        int number = stage.question();
        for (PartyStage.Person one : List.of(ann, ben, cat)) {
            boolean waits = stage.phase() == view.phase() && !done(one.number);
            if (waits) {
                switch (view.phase()) {
                    case QUESTION -> one.does("submit-answer", "answer", answer(one) + number);
                    case ELIMINATION ->
                            one.does("submit-elimination-vote", "vote", "Robot " + number);
                    case VOTING -> one.does("submit-final-vote", "vote", vote(one) + number);
                    case LOBBY, RESULTS, FINAL -> throw new AssertionError(view.phase());
                }
            }
        }
    }

    private boolean done(int seat) {
        return stage.view().players().stream().anyMatch(p -> p.seat() == seat && p.done());
    }

    private String answer(PartyStage.Person one) {
        return one == ann ? "Correct " : one == ben ? "Ben " : "Cat ";
    }

    private String vote(PartyStage.Person one) {
        return one == ann ? "Ben " : one == ben ? "Cat " : "Correct ";
    }

    // -- sums -----------------------------------------------------------------------------------

    /** What was told of each round adds up to what everybody has in the end. */
    private void assertSums() {
        Map<String, Integer> sums = new HashMap<>();
        List<JsonNode> votes = new ArrayList<>();
        List<JsonNode> scores = new ArrayList<>();
        for (JsonNode message : ear.line.told()) {
            switch (message.path("type").asText()) {
                case "all-votes-submitted" -> votes.add(message.path("data"));
                case "final-round-scores" -> scores.add(message.path("data"));
                default -> {}
            }
        }
        assertEquals(PartyStage.ROUNDS, votes.size());
        assertEquals(PartyStage.ROUNDS, scores.size());
        for (int round = 0; round < PartyStage.ROUNDS; round++) {
            assertRound(votes.get(round), scores.get(round), sums);
        }
        for (State.PlayerState player : stage.view().players()) {
            assertEquals(sums.get(player.playerId()), player.score(), player.name());
        }
    }

    private static void assertRound(JsonNode told, JsonNode scores, Map<String, Integer> sums) {
        JsonNode counts = told.path("voteCounts");
        int fooled = 0;
        int correct = 0;
        for (JsonNode row : scores.path("scores")) {
            String id = row.path("playerId").asText();
            int received = 0;
            for (JsonNode answer : told.path("answers")) {
                boolean own = false;
                for (JsonNode author : answer.path("authors")) {
                    own |= author.asText().equals(row.path("playerName").asText());
                }
                if (own && !answer.path("type").asText().equals("correct")) {
                    received += counts.path(answer.path("text").asText()).asInt();
                }
            }
            assertEquals(50 * received, row.path("votesReceivedPoints").asInt(), row.toString());
            int correctPoints = row.path("correctAnswerPoints").asInt();
            int robotPoints = row.path("robotIdentifiedPoints").asInt();
            int penalty = row.path("fooledPenalty").asInt();
            switch (id) {
                case "player-0", "player-2" -> assertEquals(100, correctPoints, row.toString());
                case "player-1" -> assertEquals(0, correctPoints, row.toString());
                default -> assertTrue(Set.of(0, 100).contains(correctPoints), row.toString());
            }
            boolean honest = Set.of("player-0", "player-1", "player-2").contains(id);
            assertTrue(robotPoints == 50 || (robotPoints == 0 && !honest), row.toString());
            assertTrue(penalty == 0 || (penalty == -25 && !honest), row.toString());
            int total = correctPoints + robotPoints + 50 * received + penalty;
            assertEquals(total, row.path("total").asInt(), row.toString());
            sums.merge(id, Math.max(0, total), (sum, more) -> Math.max(0, sum + total));
            fooled += penalty == 0 ? 0 : 1;
            correct += correctPoints == 0 ? 0 : 1;
        }
        assertEquals(counts.path(told.path("robotAnswer").asText()).asInt(), fooled);
        int wrote = 0;
        for (JsonNode answer : told.path("answers")) {
            wrote +=
                    answer.path("type").asText().equals("correct")
                            ? answer.path("authors").size()
                            : 0;
        }
        assertEquals(counts.path(told.path("correctAnswer").asText()).asInt() + wrote, correct);
    }
}
