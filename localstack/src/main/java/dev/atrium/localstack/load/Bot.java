package dev.atrium.localstack.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.PlayerCommand;
import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.localstack.stage.RoomStage;
import dev.atrium.wire.AppliedInputs;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;

/**
 * One client with a seat: enters, and once it is shown the room, sends its warrior here and there
 * when it is told that an input is due. It takes no turns while its warrior lies there, as a player
 * would. On its channel's event loop.
 */
final class Bot implements ClientSocket.Listener {
    private static final byte[] STATE = "state".getBytes(UTF_8);
    private static final byte[] PONG = "pong".getBytes(UTF_8);
    private static final Direction[] DIRECTIONS = Direction.values();

    /** Inputs in one direction, at least and how many more at most: half a second and more. */
    private static final int COURSE_INPUTS_MIN = 5;

    private static final int COURSE_INPUTS_MORE = 11;

    /** If a host does not say when. */
    private static final long ENTER_AGAIN_MS = 200;

    private final LoadStage.Place place;
    private final Optional<CompactFrames> frames;
    private final Window window;
    private final Tally tally;
    private final InputLedger ledger;
    private final AppliedInputs applied;
    private final String warrior;
    private final byte[] seatKey;
    private final long connectDueNanos;
    private final Runnable onEntered;
    private @Nullable ClientSocket socket;
    private long random;
    private Direction direction = Direction.STOP;
    private int inputsLeft;
    private boolean entered;
    private boolean shown;
    private boolean fallen;
    private boolean fellSinceView;
    private boolean over;
    private long pingDueNanos;

    /**
     * What all bots of an event loop share.
     *
     * @param frames of {@code atrium.v1}, if that is spoken
     * @param window when it counts
     * @param tally of the loop
     */
    record Shared(Optional<CompactFrames> frames, Window window, Tally tally) {}

    /**
     * A bot whose connection was due then.
     *
     * @param onEntered told once, on the event loop
     */
    Bot(LoadStage.Place place, Shared shared, long connectDueNanos, Runnable onEntered) {
        this.place = place;
        this.frames = shared.frames();
        this.window = shared.window();
        this.tally = shared.tally();
        this.ledger = new InputLedger(window, tally);
        this.applied = new AppliedInputs(place.seat());
        this.warrior = place.seat() + "-0";
        this.seatKey = JsonText.seatKey(place.seat());
        this.connectDueNanos = connectDueNanos;
        this.onEntered = onEntered;
        this.random = place.roomId().hashCode() * 31L + place.seat();
    }

    /** Its socket, not yet connected. */
    ClientSocket socket(int port) {
        String subprotocol = frames.isPresent() ? CompactFrames.SUBPROTOCOL : "";
        ClientSocket made = new ClientSocket(this, port, subprotocol, draw(Integer.MAX_VALUE));
        socket = made;
        return made;
    }

    // -- what comes in --------------------------------------------------------------------------

    @Override
    public void opened() {
        enter();
    }

    private void enter() {
        String token = place.ticket();
        sendText(
                "{\"action\":\"enter\",\"ticket\":\"%s\",\"nonce\":\"%s\"}"
                        .formatted(token, RoomStage.NONCE));
    }

    @Override
    public void received(int bytes) {
        if (window.contains(System.nanoTime())) {
            tally.bytesIn += bytes;
        }
    }

    @Override
    public void binary(byte[] message) {
        long now = System.nanoTime();
        long last = applied.read(message);
        for (String event : applied.events()) {
            message(event.getBytes(UTF_8));
        }
        view(last, now);
    }

    @Override
    public void text(byte[] utf8) {
        long now = System.nanoTime();
        if (JsonText.isOf(STATE, utf8)) {
            view(JsonText.applied(seatKey, utf8), now);
        } else if (JsonText.isOf(PONG, utf8)) {
            if (window.contains(pingDueNanos)) {
                tally.pongs++;
                Latencies.add(tally.pingToPong, now - pingDueNanos);
            }
        } else {
            message(utf8);
        }
    }

    private void view(long last, long now) {
        shown = true;
        if (window.contains(now)) {
            tally.views++;
        }
        ledger.applied(last, now);
        if (fellSinceView) {
            // The view is of the fall or later: what it does not show as applied came after it.
            fellSinceView = false;
            ledger.refuseRest();
        }
    }

    private void message(byte[] utf8) {
        JsonNode message;
        try {
            message = Json.object(utf8);
        } catch (WireException e) {
            tally.errors.merge("unreadable", 1, Integer::sum);
            return;
        }
        JsonNode data = message.path("data");
        switch (message.path("type").asText()) {
            case "entered" -> {
                entered = true;
                Latencies.add(tally.dueToEntered, System.nanoTime() - connectDueNanos);
                onEntered.run();
            }
            case "error" -> refused(data);
            case "warrior-eliminated" -> {
                if (data.path("victim").asText().equals(warrior)) {
                    fallen = true;
                    fellSinceView = true;
                }
            }
            case "warrior-respawned" -> {
                if (data.path("warrior").asText().equals(warrior)) {
                    fallen = false;
                }
            }
            case "game-complete" -> roomIsOver();
            default -> {}
        }
    }

    /** The last view has been shown: what it does not show as applied came too late. */
    private void roomIsOver() {
        fallen = true;
        ledger.refuseRest();
    }

    /** Who may not enter yet asks again when he is told to, as every client should. */
    private void refused(JsonNode error) {
        if (error.path("code").asText().equals("room-over")) {
            roomIsOver();
        }
        boolean again =
                error.path("action").asText().equals("enter")
                        && error.path("retryable").asBoolean();
        (again ? tally.putOff : tally.errors).merge(error.path("code").asText(), 1, Integer::sum);
        if (again && socket != null) {
            socket.later(this::enter, error.path("retryAfterMs").asLong(ENTER_AGAIN_MS));
        }
    }

    @Override
    public void ended(String cause) {
        if (!over) {
            over = true;
            tally.ends.merge(cause, 1, Integer::sum);
        }
    }

    // -- what goes out --------------------------------------------------------------------------

    /** An input was due then. */
    void inputDue(long due, long now) {
        if (over || !shown) {
            return;
        }
        if (fallen) {
            tally.skipped += window.contains(due) ? 1 : 0;
            return;
        }
        if (--inputsLeft < 0) {
            direction = DIRECTIONS[draw(DIRECTIONS.length)];
            inputsLeft = COURSE_INPUTS_MIN + draw(COURSE_INPUTS_MORE);
        }
        long number = ledger.send(due, now);
        if (frames.isPresent()) {
            PlayerCommand move = new MoveWarrior(warrior, direction, Optional.empty());
            send(ClientSocket.BINARY, frames.get().command(number, move));
        } else {
            String name = direction.name().toLowerCase(Locale.ROOT);
            sendText(
                    ("{\"action\":\"move-warrior\",\"room\":\"%s\",\"warriorId\":\"%s\","
                                    + "\"direction\":\"%s\",\"seq\":%d}")
                            .formatted(place.roomId(), warrior, name, number));
        }
    }

    /** A heartbeat was due then. */
    void pingDue(long due, long now) {
        if (over || !entered) {
            return;
        }
        pingDueNanos = due;
        if (window.contains(due)) {
            tally.pings++;
            Latencies.add(tally.sendLag, now - due);
        }
        sendText("{\"action\":\"ping\",\"t\":" + now / 1_000_000 + "}");
    }

    private void sendText(String text) {
        send(ClientSocket.TEXT, text.getBytes(UTF_8));
    }

    private void send(int opcode, byte[] payload) {
        ClientSocket open = socket;
        if (open != null) {
            int bytes = open.send(opcode, payload);
            if (window.contains(System.nanoTime())) {
                tally.bytesOut += bytes;
            }
        }
    }

    /** The run is over: what still is under way is settled; its end is none that counts. */
    void finish(long now) {
        ledger.close(now);
        over = true;
    }

    /** Its connection could not be made. */
    void unreachable(Throwable cause) {
        ended("no connection: " + cause.getMessage());
    }

    private int draw(int bound) {
        random = random * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
        return (int) ((random >>> 33) % bound);
    }
}
