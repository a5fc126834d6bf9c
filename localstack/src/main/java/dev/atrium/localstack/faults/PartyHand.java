package dev.atrium.localstack.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.load.ClientSocket;
import dev.atrium.wire.Json;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Plays a party of eight to its end: writes answers that nobody else writes, votes at random,
 * thinks again now and then, and as the host goes on as soon as a round is over. What has no answer
 * he gives again under its number, over every socket that he has.
 */
final class PartyHand implements Hand {
    private static final int PLAYERS = 8;
    private static final long NANOS_PER_MS = 1_000_000L;

    /** Without a word, or without an answer, for so long a host is as good as gone. */
    private static final long SILENCE_NANOS = 1_000 * NANOS_PER_MS;

    private static final long ANSWER_NANOS = 1_500 * NANOS_PER_MS;
    private static final long PING_NANOS = 300 * NANOS_PER_MS;

    /** After a refusal that may be over soon and does not say when: a room takes one a second. */
    private static final long AGAIN_MS = 1_000;

    private static final long START_AGAIN_NANOS = 3_000 * NANOS_PER_MS;

    /** Of the turns in which he has not said anything yet, so many make him speak. */
    private static final double SPEAKS = 0.3;

    /** And so many of those behind that make him say something else. */
    private static final double THINKS_AGAIN = 0.1;

    /** What he gives in a phase at most. */
    private static final int GIVEN_MAX = 2;

    /** What may be without an answer; beyond it he waits. */
    private static final int UNANSWERED_MAX = 4;

    /** What a room says of a command that it does not take, and never will. */
    private static final Set<String> FINAL =
            Set.of(
                    "wrong-phase",
                    "own-answer",
                    "unknown-answer",
                    "answer-eliminated",
                    "already-starting",
                    "not-host",
                    "too-few-players",
                    "command-passed");

    private final String roomId;
    private final SplittableRandom random;
    private final PartyLedger ledger = new PartyLedger();
    private final PartyTold told = new PartyTold();
    private JsonNode state = MissingNode.getInstance();
    private int seat = -1;
    private boolean playing;
    private boolean complete;
    private long startedNanos;

    PartyHand(String roomId, long seed) {
        this.roomId = roomId;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public String subprotocol() {
        return "";
    }

    @Override
    public Talk talk(ClientSocket socket) {
        return new Words(socket);
    }

    @Override
    public void begin() {
        playing = true;
    }

    @Override
    public void finish() {
        // He plays it out.
    }

    @Override
    public boolean isSettled() {
        return complete;
    }

    @Override
    public boolean isDone() {
        return complete;
    }

    @Override
    public long acknowledged() {
        return ledger.accepted().size();
    }

    @Override
    public long unsettled() {
        return complete ? 0 : 1 + ledger.unanswered().size();
    }

    /** Which seat he has; -1 until he is told. */
    int seat() {
        return seat;
    }

    /** What he gave. */
    PartyLedger ledger() {
        return ledger;
    }

    /** What he was told. */
    PartyTold told() {
        return told;
    }

    @Override
    public void due(long nowNanos) {
        boolean waits = ledger.unanswered().size() >= UNANSWERED_MAX;
        if (!playing || complete || waits || seat < 0 || state.isMissingNode()) {
            return;
        }
        switch (state.path("phase").asText()) {
            case "lobby" -> {
                boolean ready = state.path("players").size() == PLAYERS;
                if (ready && isHost() && nowNanos - startedNanos > START_AGAIN_NANOS) {
                    startedNanos = nowNanos;
                    ledger.give(new PartyGiven(PartyGiven.Kind.START, "", 0));
                }
            }
            case "question" -> speak(PartyGiven.Kind.ANSWER);
            case "elimination" -> speak(PartyGiven.Kind.SUSPICION);
            case "voting" -> speak(PartyGiven.Kind.VOTE);
            case "results" -> {
                if (isHost()) {
                    speak(PartyGiven.Kind.NEXT);
                }
            }
            default -> {}
        }
    }

    private boolean isHost() {
        for (JsonNode player : state.path("players")) {
            if (player.path("seat").asInt() == seat) {
                return player.path("isHost").asBoolean();
            }
        }
        return false;
    }

    private void speak(PartyGiven.Kind kind) {
        int round = state.path("round").asInt();
        long times = ledger.times(kind, round);
        double chance = times == 0 ? SPEAKS : THINKS_AGAIN;
        boolean again = kind != PartyGiven.Kind.NEXT && times < GIVEN_MAX;
        if ((times == 0 || again) && random.nextDouble() < chance) {
            text(kind, round, times)
                    .ifPresent(text -> ledger.give(new PartyGiven(kind, text, round)));
        }
    }

    private Optional<String> text(PartyGiven.Kind kind, int round, long times) {
        return switch (kind) {
            case START, NEXT -> Optional.of("");
            case ANSWER ->
                    Optional.of("Guess %d of seat %d in round %d".formatted(times, seat, round));
            case SUSPICION, VOTE -> vote(round);
        };
    }

    private Optional<String> vote(int round) {
        String own = "of seat %d in round %d".formatted(seat, round);
        List<String> texts = new ArrayList<>();
        for (JsonNode answer : state.path("answers")) {
            String text = answer.path("text").asText();
            if (!answer.path("eliminated").asBoolean() && !text.endsWith(own)) {
                texts.add(text);
            }
        }
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(texts.get(random.nextInt(texts.size())));
    }

    /** Text messages of one socket. */
    private final class Words implements Talk {
        private final ClientSocket socket;

        /** When what has no answer was sent over this socket. */
        private final Map<Long, Long> sentNanos = new HashMap<>();

        /** What the room could not look at, and when it is asked again. */
        private final Map<Long, Long> againNanos = new HashMap<>();

        private long heardNanos = System.nanoTime();
        private long pingedNanos;

        Words(ClientSocket socket) {
            this.socket = socket;
        }

        @Override
        public Seen binary(byte[] message) {
            throw new IllegalStateException("a party has no binary form");
        }

        @Override
        public Optional<Seen> text(JsonNode message, boolean current) {
            heardNanos = System.nanoTime();
            String type = message.path("type").asText();
            JsonNode data = message.path("data");
            switch (type) {
                // Who says that it is stored is believed: it is looked up in the end.
                case "accepted" -> ledger.accepted(data.path("seq").asLong());
                case "error" -> {
                    if (data.hasNonNull("seq")) {
                        refused(data, current);
                    }
                }
                case "game-complete" -> complete = true;
                case "state" -> {
                    if (current) {
                        state = data;
                        told.view(data);
                    }
                    return Optional.of(view(message));
                }
                default -> told.event(type, data);
            }
            return Optional.empty();
        }

        /** A view follows only where something changes, so the first one comes with the word. */
        @Override
        public boolean entered(JsonNode data) {
            seat = data.path("seat").asInt();
            if (data.path("state").isObject()) {
                state = data.path("state");
                told.view(state);
            }
            return data.path("state").isObject();
        }

        private Seen view(JsonNode message) {
            return new Seen(
                    message.path("epoch").asLong(),
                    message.path("seq").asLong(),
                    message.path("durable").path(Integer.toString(seat)).asLong(),
                    true,
                    0);
        }

        /** What was given up may still refuse, and knows nothing of what is so by now. */
        private void refused(JsonNode error, boolean current) {
            long number = error.path("seq").asLong();
            String code = error.path("code").asText();
            if (current && FINAL.contains(code)) {
                ledger.refused(number, code);
            } else {
                long waitMs = error.path("retryAfterMs").asLong(AGAIN_MS);
                againNanos.put(number, System.nanoTime() + waitMs * NANOS_PER_MS);
            }
        }

        @Override
        public void begins(long stored) {
            // Only its own answer settles a command, so what is stored says nothing.
        }

        @Override
        public void send(int most) {
            long now = System.nanoTime();
            if (now - pingedNanos > PING_NANOS) {
                pingedNanos = now;
                write(message("ping").put("t", 1));
            }
            int left = most;
            for (Map.Entry<Long, PartyGiven> next : ledger.unanswered().entrySet()) {
                long number = next.getKey();
                long againAt = againNanos.getOrDefault(number, Long.MAX_VALUE);
                if (left > 0 && (!sentNanos.containsKey(number) || againAt <= now)) {
                    sentNanos.putIfAbsent(number, now);
                    againNanos.remove(number);
                    PartyGiven what = next.getValue();
                    ObjectNode command = message(what.kind().action()).put("seq", number);
                    if (!what.kind().field().isEmpty()) {
                        command.put(what.kind().field(), what.text());
                    }
                    write(command);
                    left--;
                }
            }
        }

        private ObjectNode message(String action) {
            return Json.mapper().createObjectNode().put("action", action).put("room", roomId);
        }

        private void write(ObjectNode message) {
            socket.send(ClientSocket.TEXT, message.toString().getBytes(UTF_8));
        }

        @Override
        public boolean isSilent(long nowNanos) {
            return nowNanos - heardNanos > SILENCE_NANOS
                    || ledger.unanswered().keySet().stream()
                            .anyMatch(
                                    number ->
                                            nowNanos - sentNanos.getOrDefault(number, nowNanos)
                                                    > ANSWER_NANOS);
        }
    }
}
