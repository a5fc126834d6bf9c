package dev.atrium.host.sim;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.GameInfo;
import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.room.SeatPlan;
import dev.atrium.state.StateHash;
import dev.atrium.wire.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A player: says something every now and then whether he is heard or not, keeps what is not
 * durable, says it again once he is back, and writes down all that he was told.
 */
final class SimClient {
    static final String NONCE = "00";

    /** What is said then, and how long it is: together more than an owner remembers. */
    static final int CHATTERED = 100;

    static final String PADDING = "x".repeat(2_000);

    private static final int CHATTER = 800;
    private static final int SILENCE_MS = 1_500;

    private final SimRun run;
    private final SimWorld world;
    private final String roomId;
    private final boolean strict;
    private final boolean joins;
    private final int number;

    /** Where people join, -1 until he is in. */
    private int seat;

    private @Nullable SimSocket socket;
    private int sockets;
    private boolean entered;

    /** By this connection: what he says before is kept, so that it comes in its order. */
    private boolean inside;

    private boolean saysAgain;
    private boolean done;
    private long lastEpoch;
    private long lastSequence;
    private long heardNanos;
    private long nextSequence = 1;
    private long durable;
    private final TreeMap<Long, Integer> said = new TreeMap<>();
    private final TreeMap<Long, Integer> kept = new TreeMap<>();
    private final TreeSet<Long> refused = new TreeSet<>();
    private final TreeSet<Long> accepted = new TreeSet<>();
    private final List<Seen> seen = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private Optional<String> outcomeHash = Optional.empty();

    /** A view as it was shown. */
    record Seen(long epoch, long tick, String mix) {}

    /** An event as it was told: somebody said something. */
    record Heard(long epoch, long tick, int seat, int value) {}

    SimClient(SimRun run, String roomId, int number, GameInfo game) {
        this.strict = SimRun.isStrict(game);
        this.joins = game.isJoined();
        this.run = run;
        this.world = run.world();
        this.roomId = roomId;
        this.number = number;
        this.seat = joins ? -1 : number;
    }

    String roomId() {
        return roomId;
    }

    int seat() {
        return seat;
    }

    String playerId() {
        return roomId.substring(0, 4) + "-player-" + number;
    }

    /** What he comes with. */
    Ticket ticket() {
        LateSeat late = new LateSeat(playerId(), "", new TreeMap<>(), "");
        return joins
                ? Ticket.late(roomId, playerId(), late)
                : new Ticket(roomId, playerId(), Optional.of(number));
    }

    boolean isDone() {
        return done;
    }

    /** Whether all that he is told is stored. */
    boolean isStrict() {
        return strict;
    }

    /** Whether his match is for stakes; half of those are that may be. */
    boolean hasStakes() {
        return !strict && Character.digit(roomId.charAt(0), 16) % 2 == 0;
    }

    /** His seat, as the match fixes it. */
    SeatPlan plan() {
        String hash = StateHash.of(HexFormat.of().parseHex(NONCE)).hex();
        SeatPlan plan =
                new SeatPlan(number, playerId(), playerId(), "", false, new TreeMap<>(), hash);
        boolean told = hasStakes() && run.plant() != Plant.STAKES_UNTOLD;
        return told ? plan.with(SeatPlan.FEE, 1) : plan;
    }

    List<Seen> seen() {
        return seen;
    }

    List<Heard> heard() {
        return heard;
    }

    Optional<String> outcomeHash() {
        return outcomeHash;
    }

    /**
     * What he was told is durable, by number. In a strict room each command has its own answer, and
     * a view that names a later one says nothing of it: its refusal may be on its way.
     */
    Map<Long, Integer> acknowledged() {
        TreeMap<Long, Integer> acknowledged = new TreeMap<>();
        if (!strict) {
            acknowledged.putAll(said.headMap(durable, true));
        }
        for (long sequence : accepted) {
            acknowledged.put(sequence, said.getOrDefault(sequence, -1));
        }
        acknowledged.keySet().removeAll(refused);
        return acknowledged;
    }

    /** All that he ever said. */
    Map<Long, Integer> said() {
        return said;
    }

    void start() {
        connect();
        world.after(world.msBetween(100, 300), this::speak);
        world.after(SILENCE_MS * SimWorld.MS, this::listen);
    }

    /** On a schedule of his own. */
    private void speak() {
        if (done) {
            return;
        }
        if (entered) {
            say(world.random().nextInt(100));
        }
        world.after(world.msBetween(50, 400), this::speak);
    }

    /**
     * Says very much at once: nothing of it may be lost that is acknowledged, and it may be
     * refused.
     */
    void chatter() {
        for (int i = 0; i < CHATTER && inside && !done; i++) {
            say(CHATTERED);
        }
    }

    /** Something that was not said before. */
    void say(int value) {
        long sequence = nextSequence++;
        said.put(sequence, value);
        kept.put(sequence, value);
        say(sequence, value);
    }

    private void say(long sequence, int value) {
        SimSocket to = inside ? socket : null;
        world.trace(() -> playerId() + " > " + sequence + (to == null ? ", kept" : ""));
        if (to != null) {
            to.toHost(() -> to.host().front().act(to, sequence, value));
        }
    }

    /** Comes back when nothing is heard. */
    private void listen() {
        if (done) {
            return;
        }
        SimSocket silent = socket;
        if (silent != null && world.nowNanos() - heardNanos > SILENCE_MS * SimWorld.MS) {
            silent.hangUp(world.msBetween(1, 200));
            closed(silent);
        }
        world.after(SILENCE_MS * SimWorld.MS / 2, this::listen);
    }

    private void connect() {
        if (done || socket != null) {
            return;
        }
        if (run.isOver(roomId)) {
            done = true;
            return;
        }
        Optional<SimHost> owner = world.chance(0.05) ? run.anyHost() : run.ownerOf(roomId);
        if (owner.isEmpty()) {
            again();
            return;
        }
        open(owner.get());
    }

    private void open(SimHost host) {
        boolean resumes = entered && world.chance(0.3);
        SimSocket opened = host.connect(this, playerId() + "/" + ++sockets);
        socket = opened;
        inside = false;
        heardNanos = world.nowNanos();
        opened.toHost(() -> host.front().enter(opened, this, resumes));
    }

    private void again() {
        world.after(world.msBetween(50, 600), this::connect);
    }

    /** Of the last message in a stream; and its number. */
    long lastEpoch() {
        return lastEpoch;
    }

    long lastSequence() {
        return lastSequence;
    }

    /** The connection is gone. */
    void closed(SimSocket which) {
        if (which.equals(socket)) {
            which.mute();
            socket = null;
            again();
        }
    }

    private static JsonNode read(byte[] utf8) {
        try {
            return Json.mapper().readTree(utf8);
        } catch (IOException e) {
            throw new IllegalStateException("what he was told is no message", e);
        }
    }

    /** He was told something. */
    void received(SimSocket from, byte[] utf8) {
        if (!from.equals(socket)) {
            return;
        }
        heardNanos = world.nowNanos();
        JsonNode message = read(utf8);
        world.trace(() -> playerId() + " < " + message);
        long epoch = message.path("epoch").asLong();
        if (epoch < lastEpoch) {
            // A host that lost the room and does not know it yet: he looks for the other one.
            from.hangUp(0);
            closed(from);
            return;
        }
        if (epoch > lastEpoch) {
            lastEpoch = epoch;
            lastSequence = 0;
        }
        if (message.has("seq")) {
            inOrder(message);
        }
        take(from, message);
    }

    /** A strict room knows each command by its number, so that the same may be said again. */
    void refused(long sequence, boolean retryable) {
        // Until he hears otherwise: what views say is durable counts for what was not refused.
        refused.add(sequence);
        if (strict && retryable) {
            if (!saysAgain) {
                saysAgain = true;
                world.after(world.msBetween(100, 300), this::sayAgain);
            }
        } else {
            kept.remove(sequence);
        }
    }

    private void sayAgain() {
        saysAgain = false;
        if (inside && socket != null) {
            kept.forEach(this::say);
        }
    }

    private void inOrder(JsonNode message) {
        long sequence = message.get("seq").asLong();
        boolean same = message.path("type").asText().equals("entered");
        if (same ? sequence < lastSequence : sequence <= lastSequence) {
            run.wrong(
                    "%s saw seq go back under epoch %d from %d to %d"
                            .formatted(playerId(), lastEpoch, lastSequence, sequence));
        }
        lastSequence = sequence;
    }

    private void saw(JsonNode message, JsonNode view) {
        seen.add(
                new Seen(
                        message.get("epoch").asLong(),
                        view.get("tick").asLong(),
                        view.get("mix").asText()));
    }

    private void take(SimSocket from, JsonNode message) {
        JsonNode data = message.path("data");
        switch (message.path("type").asText()) {
            case "entered", "resumed" -> {
                entered = true;
                inside = true;
                seat = data.path("seat").asInt(seat);
                JsonNode state = data.path("state");
                if (!state.isMissingNode()) {
                    saw(message, state.has("data") ? state.get("data") : state);
                }
                kept.forEach(this::say);
            }
            case "tally" -> saw(message, data);
            case "noted" ->
                    heard.add(
                            new Heard(
                                    message.get("epoch").asLong(),
                                    message.get("tick").asLong(),
                                    data.get("seat").asInt(),
                                    data.get("value").asInt()));
            case "error" -> {
                if (data.hasNonNull("seq")) {
                    refused(data.get("seq").asLong(), data.path("retryable").asBoolean());
                }
            }
            case "accepted" -> {
                accepted.add(data.get("seq").asLong());
                refused.remove(data.get("seq").asLong());
                kept.remove(data.get("seq").asLong());
            }
            case "room-moved" -> {
                from.hangUp(0);
                from.mute();
                socket = null;
                run.host(data.get("direct").asText()).ifPresentOrElse(this::open, this::again);
            }
            case "room-closed" -> run.note(playerId() + " told of " + data.path("reason").asText());
            case "game-complete" -> outcomeHash = Optional.of(data.get("outcomeHash").asText());
            default -> {}
        }
        JsonNode mine = message.path("durable").path(Integer.toString(seat));
        if (mine.isNumber() && !strict) {
            durable = Math.max(durable, mine.asLong());
            kept.headMap(durable, true).clear();
        }
    }
}
