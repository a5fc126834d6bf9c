package dev.atrium.localstack.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.localstack.load.ClientSocket;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Somebody in a room, who finds it again when it is gone, and sends there what it does not have.
 * What he does in it is his {@link Hand}'s. He comes back by {@code enter}, or by {@code resume}
 * with what he heard last. On the crowd's event loop.
 */
final class FaultPlayer {
    /** An entering that took so long is tried anew. */
    private static final long ENTER_NANOS = 2_000_000_000L;

    /** The waits of the web client's library. */
    private static final long FIRST_WAIT_MS = 200;

    private static final long LONGEST_WAIT_MS = 1_000;
    private static final long TOLD_WAIT_MS_MAX = 5_000;
    private static final long ENTER_AGAIN_MS = 200;

    /** Old sockets that are listened to; more are hung up. */
    private static final int OLD_MAX = 4;

    /** Where the same owner is named again, it is tried every so many looks. */
    private static final int SAME_EVERY = 3;

    /** So often in a row he waits as long as he is told to. */
    private static final int TOLD_IN_A_ROW_MAX = 3;

    private final FaultSeat seat;
    private final FaultCrowd crowd;
    private final boolean byResume;
    private final Witness witness;
    private final Hand hand;
    private final EventTrail trail = new EventTrail();
    private final ArrayDeque<Line> old = new ArrayDeque<>();
    private @Nullable Line line;
    private int port;
    private int looks;
    private int toldToWait;
    private Optional<String> over = Optional.empty();

    /**
     * Somebody who has not come yet.
     *
     * @param role what he does, and who watches him
     * @param byResume whether he comes back by {@code resume}
     */
    FaultPlayer(FaultSeat seat, FaultCrowd crowd, FaultGame.Role role, boolean byResume) {
        this.seat = seat;
        this.crowd = crowd;
        this.witness = role.witness();
        this.hand = role.hand();
        this.byResume = byResume;
        this.port = seat.port();
    }

    String roomId() {
        return seat.roomId();
    }

    Witness witness() {
        return witness;
    }

    EventTrail trail() {
        return trail;
    }

    /** What he does. */
    Hand hand() {
        return hand;
    }

    /** What he was told when the room ended for him. */
    Optional<String> over() {
        return over;
    }

    /** Whether he comes no more: the room ended for him, or the game is over as it should be. */
    boolean isAtEnd() {
        return over.isPresent() || hand.isDone();
    }

    /** Whether he plays: sees views, and of somebody who answers. */
    boolean plays(long nowNanos) {
        return line != null && line.shown && !line.closing && !line.talk.isSilent(nowNanos);
    }

    void start() {
        connect();
    }

    /** His network changes: one who resumes is gone for a moment, and is to miss nothing. */
    void blink() {
        Line open = line;
        if (byResume && open != null) {
            open.closing = true;
            open.socket.askToClose();
        }
    }

    /** Gives his seat up, for the round is over. */
    void leave() {
        over = over.or(() -> Optional.of("left"));
        Line open = line;
        if (open != null) {
            open.text("{\"action\":\"leave\",\"room\":\"" + seat.roomId() + "\"}");
            open.socket.later(open.socket::hangUp, ENTER_AGAIN_MS);
        }
        List.copyOf(old).forEach(Line::hangUp);
        old.clear();
    }

    /** An input was due. */
    void due(long nowNanos) {
        if (over.isPresent()) {
            return;
        }
        hand.due(nowNanos);
        Line open = line;
        if (open != null) {
            open.sendWhatIsDue();
            boolean gone =
                    open.shown
                            ? open.talk.isSilent(nowNanos)
                            : nowNanos - open.sinceNanos > ENTER_NANOS;
            if (gone) {
                abandon(open);
            }
        }
        // An owner who was replaced is told all the same: whatever he does, it must not count.
        List.copyOf(old).forEach(Line::sendWhatIsDue);
    }

    private void connect() {
        Line next = new Line();
        line = next;
        crowd.connect(port, () -> next.socket, () -> lost(next));
    }

    /** Nothing comes from there: looks elsewhere, and goes on listening. */
    private void abandon(Line silent) {
        line = null;
        if (old.size() >= OLD_MAX) {
            old.removeFirst().hangUp();
        }
        old.add(silent);
        lookLater();
    }

    private void lost(Line ended) {
        old.remove(ended);
        if (ended == line) {
            line = null;
            if (over.isEmpty() && !hand.isDone()) {
                lookLater();
            }
        }
    }

    private void lookLater() {
        long longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS << Math.min(looks, 10));
        looks++;
        lookIn(longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2));
    }

    private void lookIn(long waitMs) {
        crowd.later(() -> crowd.find(seat.roomId(), this::found, this::lookLater), waitMs);
    }

    /** What {@code GET /matches/{roomId}} says of his room. */
    private void found(JsonNode match) {
        if (over.isPresent() || hand.isDone() || line != null) {
            return;
        }
        String status = match.path("status").asText();
        String direct = match.path("direct").asText("");
        if (status.equals("VOID") || status.equals("FINISHED")) {
            over = Optional.of(status);
            return;
        }
        // Who has just taken many rooms over may be late to say that he lives.
        boolean elsewhere = !direct.isEmpty() && portOf(direct) != port;
        long toldMs = elsewhere ? 0 : match.path("retryAfterMs").asLong();
        if (toldMs > 0 && toldToWait < TOLD_IN_A_ROW_MAX) {
            toldToWait++;
            lookIn(Math.min(toldMs, TOLD_WAIT_MS_MAX));
            return;
        }
        toldToWait = 0;
        boolean known =
                direct.isEmpty()
                        || (match.path("epoch").asLong() <= witness.epoch()
                                && portOf(direct) == port);
        if (known && looks % SAME_EVERY != 0) {
            lookLater();
            return;
        }
        if (!direct.isEmpty()) {
            port = portOf(direct);
        }
        connect();
    }

    private static int portOf(String direct) {
        return URI.create(direct).getPort();
    }

    private void moved(String direct) {
        Line before = line;
        port = portOf(direct);
        connect();
        if (before != null) {
            before.hangUp();
        }
    }

    /** One socket to one host, with what was sent there and read from there. */
    private final class Line implements ClientSocket.Listener {
        private final SendPace pace = new SendPace(crowd.rate());
        private final ClientSocket socket =
                new ClientSocket(
                        this, port, hand.subprotocol(), ThreadLocalRandom.current().nextInt());
        private final Talk talk = hand.talk(socket);
        private final long sinceNanos = System.nanoTime();
        private boolean shown;
        private boolean closing;

        void text(String message) {
            socket.send(ClientSocket.TEXT, message.getBytes(UTF_8));
        }

        void hangUp() {
            socket.hangUp();
        }

        void sendWhatIsDue() {
            int most = pace.turn();
            if (shown && !closing) {
                talk.send(most);
            }
        }

        @Override
        public void opened() {
            comeIn();
        }

        private void comeIn() {
            boolean back = byResume && trail.epoch() > 0;
            text(back ? seat.resume(trail.epoch(), trail.sequence()) : seat.enter());
        }

        @Override
        public void received(int bytes) {
            // Only what they say counts.
        }

        @Override
        public void binary(byte[] message) {
            seen(talk.binary(message));
        }

        private void seen(Talk.Seen view) {
            boolean wanted =
                    witness.view(
                            view.epoch(),
                            view.sequence(),
                            view.stored(),
                            this != line,
                            System.nanoTime());
            if (wanted) {
                trail.frame(view.epoch(), view.sequence(), view.whole(), view.events());
            }
            if (!shown && (wanted || this != line)) {
                shown = true;
                looks = wanted ? 0 : looks;
                talk.begins(view.stored());
            } else if (!wanted && this == line) {
                abandon(this);
            }
        }

        @Override
        public void text(byte[] utf8) {
            JsonNode message;
            try {
                message = Json.object(utf8);
            } catch (WireException e) {
                over = Optional.of("unreadable");
                return;
            }
            Optional<Talk.Seen> view = talk.text(message, this == line);
            if (view.isPresent()) {
                seen(view.get());
                return;
            }
            JsonNode data = message.path("data");
            if (this == line) {
                heard(message, data);
            }
            switch (message.path("type").asText()) {
                case "error" -> refused(data);
                case "room-moved" -> {
                    if (this == line) {
                        moved(data.path("direct").asText());
                    }
                }
                case "room-closed" -> closed(data.path("reason").asText());
                default -> {}
            }
        }

        private void heard(JsonNode message, JsonNode data) {
            String type = message.path("type").asText();
            if (type.equals("entered")) {
                trail.entered();
                if (talk.entered(data)) {
                    shown = true;
                    looks = 0;
                }
            } else if (type.equals("resumed")) {
                trail.resumed(data.path("complete").asBoolean(), data.path("events").asInt());
            } else if (message.has("seq")) {
                trail.event(
                        message.path("epoch").asLong(),
                        message.path("seq").asLong(),
                        data.at("/players/0/presence").asText().equals("gone"));
            }
        }

        private void closed(String reason) {
            // One who was replaced as owner knows nothing of how the room ended.
            if (this == line && !reason.equals("replaced") && !hand.isDone()) {
                over = over.or(() -> Optional.of(reason));
            }
        }

        private void refused(JsonNode error) {
            String action = error.path("action").asText();
            if (error.hasNonNull("seq")) {
                // That is for who gave it.
                return;
            }
            if (error.path("code").asText().equals("not-entered") && this == line) {
                // The room that is there wants a ticket: it knows nothing of him yet.
                text(seat.enter());
            } else if (action.equals("enter") || action.equals("resume")) {
                if (error.path("retryable").asBoolean() && this == line) {
                    long waitMs = error.path("retryAfterMs").asLong(ENTER_AGAIN_MS);
                    socket.later(this::comeIn, waitMs);
                } else {
                    hangUp();
                }
            }
        }

        @Override
        public void ended(String cause) {
            lost(this);
        }
    }
}
