package dev.atrium.localstack.load.party;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.load.Latencies;
import dev.atrium.localstack.load.Window;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What the players of one room do: they answer, vote, and vote again, each in his own time, and
 * what they are told in the end is compared with what they sent. On their event loop.
 */
final class PartyRoom {
    /** The messages that {@link #told} is for. */
    static final Set<String> WANTED =
            Set.of(
                    "phase-transition",
                    "round-started",
                    "all-answers-submitted",
                    "elimination-complete",
                    "all-votes-submitted",
                    "questions-missing",
                    "game-complete");

    /** Who is not paced is silent so long before a phase ends: nothing crosses its end. */
    private static final long SILENT_NANOS = 2_000_000_000L;

    /** So often one player sends at most, however few rooms take anything. */
    private static final long APART_NANOS = 500_000_000L;

    private static final long START_AGAIN_MS = 2_000;

    /** It never happened. */
    private static final long NEVER = Long.MIN_VALUE;

    private final Window window;
    private final PartyTally tally;
    private final boolean paced;
    private final Pace pace;
    private final List<PartyPlayer> players = new ArrayList<>();
    private final Map<Integer, String> answers = new TreeMap<>();
    private final List<String> shown = new ArrayList<>();
    private VoteLedger elimination = new VoteLedger();
    private VoteLedger voting = new VoteLedger();
    private long eliminatedNanos = NEVER;
    private long votedNanos = NEVER;
    private Open open = Open.NOTHING;
    private long closesNanos;
    private int round;
    private long random;

    /** What the room takes from players. */
    private enum Open {
        /** Nothing, or nothing any more. */
        NOTHING,
        /** Answers, and others in their place. */
        ANSWERS,
        /** Votes for what is the robot's. */
        ELIMINATION,
        /** Votes for what is correct. */
        VOTING
    }

    /**
     * A room without players.
     *
     * @param paced whether they play at that pace, or only send when they are told to
     */
    PartyRoom(Window window, PartyTally tally, boolean paced, Pace pace, long seed) {
        this.window = window;
        this.tally = tally;
        this.paced = paced;
        this.pace = pace;
        this.random = seed;
    }

    /** One more, in the order of their indexes; the first is the host. */
    void add(PartyPlayer player) {
        players.add(player);
    }

    /** The host starts the game. */
    void start(long due) {
        players.getFirst().command("start-game", due);
    }

    // -- what they are told ---------------------------------------------------------------------

    /** A player hears how a phase ended. Only what everybody's vote ended is timed. */
    void resultHeard(String type, long now) {
        long last = type.equals("elimination-complete") ? eliminatedNanos : votedNanos;
        if (last != NEVER && window.contains(last)) {
            tally.results++;
            Latencies.add(tally.voteToResult, now - last);
        }
    }

    /** The first player hears something that all are told. */
    void told(String type, JsonNode data) {
        switch (type) {
            case "phase-transition" -> closesNanos = closes(data.path("timeLimit").asLong());
            case "round-started" -> beginRound();
            case "all-answers-submitted" -> eliminate(data);
            case "elimination-complete" -> vote(data);
            case "all-votes-submitted" -> compare(data);
            case "questions-missing" -> startAgain("questions-missing");
            case "game-complete" -> tally.completed++;
            default -> {}
        }
    }

    private static long closes(long timeLimitS) {
        return System.nanoTime() + TimeUnit.SECONDS.toNanos(timeLimitS) - SILENT_NANOS;
    }

    /** The start failed for now: the host tries again, as people do. */
    void startAgain(String why) {
        tally.putOff.merge("start-game " + why, 1, Integer::sum);
        players.getFirst().later(START_AGAIN_MS, this::start);
    }

    private void beginRound() {
        tally.started += round == 0 ? 1 : 0;
        round++;
        answers.clear();
        elimination = new VoteLedger();
        voting = new VoteLedger();
        eliminatedNanos = NEVER;
        votedNanos = NEVER;
        open = Open.ANSWERS;
        if (paced) {
            for (PartyPlayer player : players) {
                player.later(pace.answerMs(draw()), due -> answer(player, due));
            }
        }
    }

    private void eliminate(JsonNode data) {
        if (answers.size() < players.size()) {
            tally.phasesTimedOut += paced ? 1 : 0;
        }
        shown.clear();
        data.path("answers").forEach(answer -> shown.add(answer.path("text").asText()));
        open = Open.ELIMINATION;
        everybodyVotes();
    }

    private void vote(JsonNode data) {
        compare(elimination, data);
        boolean _ = shown.remove(data.path("eliminatedAnswer").asText());
        open = Open.VOTING;
        everybodyVotes();
    }

    private void everybodyVotes() {
        if (paced) {
            Open phase = open;
            for (PartyPlayer player : players) {
                player.later(pace.voteMs(draw()), due -> vote(player, phase, due));
            }
        }
    }

    /** The results name everybody's answer, and count the votes. */
    private void compare(JsonNode data) {
        open = Open.NOTHING;
        if (!paced) {
            players.getFirst().command("request-next-round", System.nanoTime());
            return;
        }
        compare(voting, data);
        tally.roundsCompared++;
        TreeMap<String, String> revealed = new TreeMap<>();
        data.path("answers")
                .forEach(
                        answer ->
                                answer.path("authors")
                                        .forEach(
                                                author ->
                                                        revealed.put(
                                                                author.asText(),
                                                                answer.path("text").asText())));
        for (PartyPlayer player : players) {
            String written = answers.get(player.index());
            if (written != null && !written.equals(revealed.get(player.name()))) {
                tally.answersLost++;
            }
        }
    }

    private void compare(VoteLedger sent, JsonNode data) {
        if (!paced) {
            return;
        }
        TreeMap<String, Integer> counted = new TreeMap<>();
        data.path("voteCounts")
                .properties()
                .forEach(count -> counted.put(count.getKey(), count.getValue().asInt()));
        tally.votesDiffering += sent.differences(counted);
        tally.phasesTimedOut += sent.size() < players.size() ? 1 : 0;
    }

    // -- what they do ---------------------------------------------------------------------------

    private void answer(PartyPlayer player, long due) {
        if (open == Open.ANSWERS) {
            send(player, due);
        }
    }

    private void send(PartyPlayer player, long due) {
        // Each another one, so that none is merged with another player's.
        String answer = "No %d of %s".formatted((int) (draw() * 1_000_000), player.name());
        answers.put(player.index(), answer);
        player.command("submit-answer", "answer", answer, due);
    }

    /**
     * A player who is not the host is to answer, to vote, or to do so again; the host never does,
     * so that only time ends a phase.
     *
     * @return whether he could
     */
    boolean sends(PartyPlayer player, long due) {
        if (due - closesNanos >= 0 || !player.isRested(due - APART_NANOS)) {
            return false;
        }
        switch (open) {
            case ANSWERS -> send(player, due);
            case ELIMINATION, VOTING -> vote(player, open, due);
            case NOTHING -> {
                return false;
            }
        }
        return true;
    }

    private void vote(PartyPlayer player, Open phase, long due) {
        if (open != phase) {
            return;
        }
        List<String> others = new ArrayList<>(shown);
        boolean _ = others.remove(answers.get(player.index()));
        String vote = others.get((int) (draw() * others.size()));
        boolean eliminates = phase == Open.ELIMINATION;
        VoteLedger ledger = eliminates ? elimination : voting;
        ledger.cast(player.index(), vote);
        if (ledger.size() == players.size()) {
            if (eliminates) {
                eliminatedNanos = due;
            } else {
                votedNanos = due;
            }
            tally.votedPhases += window.contains(due) ? 1 : 0;
        }
        String action = eliminates ? "submit-elimination-vote" : "submit-final-vote";
        player.command(action, "vote", vote, due);
    }

    /** At least 0 and less than 1. */
    private double draw() {
        random = random * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return (random >>> 40) / (double) (1 << 24);
    }
}
