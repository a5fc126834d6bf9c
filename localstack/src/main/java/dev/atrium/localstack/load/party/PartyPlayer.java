package dev.atrium.localstack.load.party;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.load.ClientSocket;
import dev.atrium.localstack.load.JsonText;
import dev.atrium.localstack.load.Latencies;
import dev.atrium.localstack.load.Window;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

/**
 * One player's socket: enters, sends what {@link PartyRoom} wants him to, and tells it what he
 * hears of the game. On its channel's event loop, which is that of all players of his room.
 */
final class PartyPlayer implements ClientSocket.Listener {
    private static final byte[] SEQUENCE = "\"seq\":".getBytes(UTF_8);

    /** If a host does not say when. */
    private static final long ENTER_AGAIN_MS = 200;

    private final PartyStage.Place place;
    private final PartyRoom room;
    private final Window window;
    private final PartyTally tally;
    private final CommandLedger commands;
    private final Runnable onEntered;
    private @Nullable ClientSocket socket;
    private long connectingNanos;
    private boolean entered;
    private boolean over;
    private long pingDueNanos;
    private long sentNanos = System.nanoTime();

    /**
     * A player who is not connected yet.
     *
     * @param onEntered told once, on the event loop
     */
    PartyPlayer(
            PartyStage.Place place,
            PartyRoom room,
            Window window,
            PartyTally tally,
            Runnable onEntered) {
        this.place = place;
        this.room = room;
        this.window = window;
        this.tally = tally;
        this.commands = new CommandLedger(window, tally);
        this.onEntered = onEntered;
    }

    /** Which of his room's players, from 0. */
    int index() {
        return place.index();
    }

    /** As others see him. */
    String name() {
        return place.name();
    }

    PartyRoom room() {
        return room;
    }

    /** His socket, which connects now. */
    ClientSocket socket(int port) {
        connectingNanos = System.nanoTime();
        ClientSocket made = new ClientSocket(this, port, "", place.ticket().hashCode());
        socket = made;
        return made;
    }

    // -- what comes in --------------------------------------------------------------------------

    @Override
    public void opened() {
        enter();
    }

    private void enter() {
        send("{\"action\":\"enter\",\"ticket\":\"" + place.ticket() + "\"}");
    }

    @Override
    public void received(int bytes) {
        if (window.contains(System.nanoTime())) {
            tally.bytesIn += bytes;
        }
    }

    @Override
    public void binary(byte[] message) {
        tally.error("a binary message");
    }

    @Override
    public void text(byte[] utf8) {
        long now = System.nanoTime();
        boolean counts = window.contains(now);
        if (counts) {
            tally.messagesIn++;
        }
        String type = JsonText.type(utf8);
        switch (type) {
            case "state" -> tally.views += counts ? 1 : 0;
            case "accepted" -> commands.accepted(JsonText.number(SEQUENCE, utf8), now);
            case "pong" -> {
                if (window.contains(pingDueNanos)) {
                    tally.pongs++;
                    Latencies.add(tally.pingToPong, now - pingDueNanos);
                }
            }
            case "entered" -> {
                entered = true;
                Latencies.add(tally.connectingToEntered, now - connectingNanos);
                onEntered.run();
            }
            case "error" -> refused(data(utf8));
            case "elimination-complete", "all-votes-submitted" -> {
                room.resultHeard(type, now);
                tell(type, utf8);
            }
            default -> tell(type, utf8);
        }
    }

    /** What all are told is read once for the room. */
    private void tell(String type, byte[] utf8) {
        if (place.index() == 0 && PartyRoom.WANTED.contains(type)) {
            room.told(type, data(utf8));
        }
    }

    private JsonNode data(byte[] utf8) {
        try {
            return Json.object(utf8).path("data");
        } catch (WireException e) {
            tally.error("unreadable");
            return JsonNodeFactory.instance.objectNode();
        }
    }

    /** Who may not enter yet asks again when he is told to, as every client should. */
    private void refused(JsonNode error) {
        String action = error.path("action").asText();
        String code = error.path("code").asText();
        ClientSocket open = socket;
        boolean again = error.path("retryable").asBoolean();
        if (action.equals("enter") && again && open != null) {
            tally.putOff.merge("enter " + code, 1, Integer::sum);
            open.later(this::enter, error.path("retryAfterMs").asLong(ENTER_AGAIN_MS));
            return;
        }
        if (error.path("seq").isIntegralNumber()) {
            commands.refused(error.path("seq").asLong());
        }
        if (action.equals("start-game") && again) {
            room.startAgain(code);
        } else {
            tally.error(action + " " + code);
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

    /** Sends a command later, unless the socket has ended by then. */
    void later(long delayMs, Due task) {
        ClientSocket open = socket;
        if (open != null && !over) {
            long due = System.nanoTime() + delayMs * 1_000_000;
            open.later(() -> task.run(due), delayMs);
        }
    }

    /** Something that is due at a time. */
    @FunctionalInterface
    interface Due {
        /** It is that time now, or was. */
        void run(long dueNanos);
    }

    /** Whether he has sent no command since then. */
    boolean isRested(long sinceNanos) {
        return sentNanos - sinceNanos <= 0;
    }

    /** A command without fields was due then. */
    void command(String action, long due) {
        command(action, "", "", due);
    }

    /**
     * A command was due then.
     *
     * @param field its one field, none if empty
     */
    void command(String action, String field, String text, long due) {
        if (over) {
            return;
        }
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("action", action).put("room", place.roomId());
        if (!field.isEmpty()) {
            message.put(field, text);
        }
        sentNanos = System.nanoTime();
        message.put("seq", commands.send(due, sentNanos));
        send(message.toString());
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
        send("{\"action\":\"ping\",\"t\":" + now / 1_000_000 + "}");
    }

    private void send(String text) {
        ClientSocket open = socket;
        if (open != null) {
            int bytes = open.send(ClientSocket.TEXT, text.getBytes(UTF_8));
            if (window.contains(System.nanoTime())) {
                tally.bytesOut += bytes;
            }
        }
    }

    /** The run is over: what still is under way is settled; his end is none that counts. */
    void finish(long now) {
        commands.close(now);
        over = true;
    }

    /** His connection could not be made. */
    void unreachable(Throwable cause) {
        ended("no connection: " + cause.getMessage());
    }
}
