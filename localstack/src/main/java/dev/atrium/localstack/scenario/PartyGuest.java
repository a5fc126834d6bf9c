package dev.atrium.localstack.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.scenario.party.Asked;
import dev.atrium.localstack.scenario.party.Ballot;
import dev.atrium.localstack.scenario.party.Intent;
import dev.atrium.localstack.scenario.party.PartyTelling;
import dev.atrium.localstack.scenario.party.Persona;
import dev.atrium.localstack.scenario.party.RoundGiven;
import dev.atrium.localstack.scenario.party.Solution;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Somebody at a party, on the gateway's socket: hears what is told, thinks as his persona does, and
 * keeps what the room took from him. Used by one thread.
 */
final class PartyGuest {
    private static final long NANOS_PER_MS = 1_000_000L;
    private static final long PING_NANOS = 5_000 * NANOS_PER_MS;
    private static final long START_AGAIN_NANOS = 1_000 * NANOS_PER_MS;
    private static final long MS_PER_S = 1_000;

    /** Until he says something better, in the game's time. */
    private static final long SECOND_THOUGHT_MS = 2_500;

    /** The host looks at every second page of results for so long, in the game's time. */
    private static final long RESULTS_MS = 4_000;

    private final ScenarioPlayer player;
    private final Habits habits;
    private final PartyTelling telling = new PartyTelling();

    /** What the room took from him, by round. */
    private final SortedMap<Integer, Taken> taken = new TreeMap<>();

    /** By their numbers; the room answers each. */
    private final SortedMap<Long, Said> unanswered = new TreeMap<>();

    private final List<Plan> plans = new ArrayList<>();
    private String roomId = "";
    private String name = "";
    private boolean host;
    private long sequence;
    private long pingedNanos;
    private int late;
    private int round;
    private long phaseMs;
    private String questionId = "";
    private List<String> shown = List.of();

    PartyGuest(ScenarioPlayer player, Habits habits) {
        this.player = player;
        this.habits = habits;
    }

    /**
     * What he is like.
     *
     * @param persona his character
     * @param seed of his random numbers
     * @param speed game seconds in a second
     * @param read what he has read of questions, by their ids
     */
    record Habits(
            Persona persona, long seed, int speed, Function<String, Optional<Solution>> read) {}

    /** What the room took last in a round, each empty if it took nothing. */
    private record Taken(
            Optional<String> answer, Optional<String> suspicion, Optional<String> vote) {
        static final Taken NOTHING =
                new Taken(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What is said in a round. */
    private enum Move {
        ANSWER(1, "submit-answer", "answer"),
        SUSPICION(2, "submit-elimination-vote", "vote"),
        VOTE(3, "submit-final-vote", "vote");

        /** Whose random numbers it takes. */
        private final int stream;

        private final String action;
        private final String field;

        Move(int stream, String action, String field) {
            this.stream = stream;
            this.action = action;
            this.field = field;
        }

        Taken in(Taken round, String text) {
            Optional<String> said = Optional.of(text);
            return switch (this) {
                case ANSWER -> new Taken(said, round.suspicion(), round.vote());
                case SUSPICION -> new Taken(round.answer(), said, round.vote());
                case VOTE -> new Taken(round.answer(), round.suspicion(), said);
            };
        }
    }

    /** What he will do if it is still that round. */
    private record Plan(long dueNanos, int round, Runnable act) {}

    /** What he said, and what he says if the room does not want it. */
    private record Said(Move move, int round, String text, List<String> otherwise) {}

    /** Joins by the room's code, and goes in. */
    void join(String roomCode, String wantedName, String icon, Duration within) {
        player.lobby()
                .send(
                        ScenarioPlayer.message("join-room")
                                .put("roomCode", roomCode)
                                .put("playerName", wantedName)
                                .put("playerIcon", icon));
        JsonNode ready = player.lobby().await("room-ready", within).data();
        roomId = ready.path("roomId").asText();
        PartyDoor.enter(player, ready, within);
        JsonNode joined = player.lobby().await("room-joined", within).data();
        name = joined.path("you").path("playerName").asText();
        host = joined.path("isHost").asBoolean();
    }

    /** As the host, begins. */
    void start() {
        send(ScenarioPlayer.message("start-game"));
    }

    /** Reads what came, and says what is due. */
    void run(long nowNanos) {
        Inbox lobby = player.lobby();
        for (Optional<Inbox.Received> next = lobby.next(Duration.ZERO);
                next.isPresent();
                next = lobby.next(Duration.ZERO)) {
            heard(next.get(), nowNanos);
        }
        if (nowNanos - pingedNanos > PING_NANOS) {
            pingedNanos = nowNanos;
            lobby.send(ScenarioPlayer.message("ping").put("room", roomId).put("t", 1));
        }
        List<Plan> due = plans.stream().filter(plan -> plan.dueNanos() <= nowNanos).toList();
        plans.removeAll(due);
        due.stream().filter(plan -> plan.round() == round).forEach(plan -> plan.act().run());
    }

    private void heard(Inbox.Received received, long nowNanos) {
        telling.heard(received.message());
        JsonNode data = received.data();
        switch (received.type()) {
            case "phase-transition" -> phaseMs = limitMs(data);
            case "round-started" -> {
                round = data.path("roundNumber").asInt();
                questionId = data.path("question").path("id").asText();
                String question = data.path("question").path("text").asText();
                Asked asked = new Asked(round, question, limitMs(data), known());
                plan(nowNanos, Move.ANSWER, habits.persona().answer(asked, random(Move.ANSWER)));
            }
            case "all-answers-submitted" -> {
                shown = new ArrayList<>();
                data.path("answers").forEach(answer -> shown.add(answer.path("text").asText()));
                Ballot ballot = ballot(Optional.empty());
                Intent intent = habits.persona().suspects(ballot, random(Move.SUSPICION));
                plan(nowNanos, Move.SUSPICION, intent);
            }
            case "elimination-complete" -> {
                Optional<String> out =
                        Optional.of(data.path("eliminatedAnswer"))
                                .filter(JsonNode::isTextual)
                                .map(JsonNode::asText);
                Intent intent = habits.persona().believes(ballot(out), random(Move.VOTE));
                plan(nowNanos, Move.VOTE, intent);
            }
            case "final-round-scores" -> {
                if (host && round % 2 == 1) {
                    ObjectNode next = ScenarioPlayer.message("request-next-round");
                    plans.add(new Plan(at(nowNanos, RESULTS_MS), round, () -> send(next)));
                }
            }
            // The pool was too slow: it is asked again.
            case "questions-missing" -> {
                if (host) {
                    plans.add(new Plan(nowNanos + START_AGAIN_NANOS, round, this::start));
                }
            }
            case "closing", "room-closed" -> {
                if (telling.complete().isEmpty()) {
                    throw new ScenarioException(name + " was sent away: " + data);
                }
            }
            case "accepted" -> accepted(data.path("seq").asLong());
            case "error" -> refused(data);
            default -> {}
        }
    }

    private static long limitMs(JsonNode data) {
        return data.path("timeLimit").asLong() * MS_PER_S;
    }

    private Optional<Solution> known() {
        return habits.read().apply(questionId);
    }

    /** Without what he wrote himself, if it is shown as he wrote it; else the room tells him. */
    private Ballot ballot(Optional<String> eliminated) {
        Optional<String> own = taken.getOrDefault(round, Taken.NOTHING).answer();
        List<String> others =
                shown.stream()
                        .filter(text -> !Optional.of(text).equals(own))
                        .filter(text -> !Optional.of(text).equals(eliminated))
                        .toList();
        return new Ballot(round, others, phaseMs, known());
    }

    /** Of a round and a move: what others do, and when, changes nothing about them. */
    private RandomGenerator random(Move move) {
        return new SplittableRandom(habits.seed() * 1_000 + round * 10L + move.stream);
    }

    private void plan(long nowNanos, Move move, Intent intent) {
        int now = round;
        plans.add(new Plan(at(nowNanos, intent.afterMs()), now, () -> say(move, intent.texts())));
        plans.add(
                new Plan(
                        at(nowNanos, intent.afterMs() + SECOND_THOUGHT_MS),
                        now,
                        () -> say(move, intent.secondThought())));
    }

    private long at(long nowNanos, long gameMs) {
        return nowNanos + gameMs * NANOS_PER_MS / habits.speed();
    }

    private void say(Move move, List<String> texts) {
        if (!texts.isEmpty()) {
            String text = texts.getFirst();
            long number = send(ScenarioPlayer.message(move.action).put(move.field, text));
            unanswered.put(number, new Said(move, round, text, texts.subList(1, texts.size())));
        }
    }

    private long send(ObjectNode message) {
        sequence++;
        player.lobby().send(message.put("room", roomId).put("seq", sequence));
        return sequence;
    }

    private void accepted(long number) {
        Said said = unanswered.remove(number);
        // A post whose reply was lost comes twice.
        if (said != null) {
            taken.merge(
                    said.round(),
                    said.move().in(Taken.NOTHING, said.text()),
                    (before, now) -> said.move().in(before, said.text()));
        }
    }

    private void refused(JsonNode error) {
        String code = error.path("code").asText();
        Said said = unanswered.remove(error.path("seq").asLong());
        switch (code) {
            case "own-answer", "answer-eliminated", "profanity" -> {
                if (said != null && said.round() == round) {
                    say(said.move(), said.otherwise());
                }
            }
            // He thought for too long, or the others were faster.
            case "wrong-phase" -> late++;
            default -> throw new ScenarioException(name + " was refused: " + error);
        }
    }

    /** His name in the room. */
    String name() {
        return name;
    }

    /** Who he is. */
    ScenarioPlayer player() {
        return player;
    }

    /** His character. */
    Persona persona() {
        return habits.persona();
    }

    /** What he was told. */
    PartyTelling telling() {
        return telling;
    }

    /** How often he came too late with something. */
    int late() {
        return late;
    }

    /** Whether the room owes him an answer. */
    boolean waits() {
        return !unanswered.isEmpty();
    }

    /** Adds what the room took from him in a round. */
    void addTo(RoundGiven given, int number) {
        Taken his = taken.getOrDefault(number, Taken.NOTHING);
        his.answer().ifPresent(text -> given.answers().put(name, text));
        his.suspicion().ifPresent(text -> given.suspicions().put(name, text));
        his.vote().ifPresent(text -> given.votes().put(name, text));
    }
}
