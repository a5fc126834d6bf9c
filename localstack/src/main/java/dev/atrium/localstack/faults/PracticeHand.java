package dev.atrium.localstack.faults;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.arena.Direction;
import dev.atrium.game.arena.MoveWarrior;
import dev.atrium.localstack.load.ClientSocket;
import dev.atrium.wire.AppliedInputs;
import dev.atrium.wire.CompactFrames;

import java.util.Optional;

/**
 * Walks about alone, with an input whenever one is due, whatever the host says. What is stored the
 * views tell.
 */
final class PracticeHand implements Hand {
    /** Without a view for so long, a host is as good as gone. */
    private static final long SILENCE_NANOS = 1_000_000_000L;

    private static final String WARRIOR = "0-0";
    private static final Direction[] DIRECTIONS = Direction.values();

    private final CompactFrames frames;
    private final Witness witness;
    private long made;
    private boolean moving;

    PracticeHand(CompactFrames frames, Witness witness) {
        this.frames = frames;
        this.witness = witness;
    }

    /** What his input of that number says; every run of a room can be checked for it. */
    static Direction direction(long number) {
        return DIRECTIONS[(int) (number * 7 % DIRECTIONS.length)];
    }

    @Override
    public String subprotocol() {
        return CompactFrames.SUBPROTOCOL;
    }

    @Override
    public Talk talk(ClientSocket socket) {
        return new Frames(socket);
    }

    @Override
    public void begin() {
        moving = true;
    }

    @Override
    public void finish() {
        moving = false;
    }

    @Override
    public void due(long nowNanos) {
        made += moving ? 1 : 0;
    }

    @Override
    public boolean isSettled() {
        return unsettled() == 0;
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public long acknowledged() {
        return witness.acknowledged();
    }

    @Override
    public long unsettled() {
        return Math.max(0, made - witness.acknowledged());
    }

    /** Binary frames of one socket. */
    private final class Frames implements Talk {
        private final ClientSocket socket;
        private final AppliedInputs inputs = new AppliedInputs(0);
        private long next;

        Frames(ClientSocket socket) {
            this.socket = socket;
        }

        @Override
        public Seen binary(byte[] message) {
            inputs.read(message);
            return new Seen(
                    inputs.epoch(),
                    inputs.sequence(),
                    inputs.durable(),
                    CompactFrames.isKeyframe(message),
                    inputs.events().size());
        }

        @Override
        public Optional<Seen> text(JsonNode message, boolean current) {
            JsonNode data = message.path("data");
            if (message.path("type").asText().equals("error") && data.hasNonNull("seq")) {
                witness.refused(data.path("seq").asLong());
            }
            return Optional.empty();
        }

        @Override
        public boolean entered(JsonNode data) {
            return false;
        }

        @Override
        public void begins(long stored) {
            // What this owner does not have stored may be lost: it is sent again.
            next = stored + 1;
        }

        @Override
        public void send(int most) {
            for (int left = most; left > 0 && next <= made; left--, next++) {
                MoveWarrior move = new MoveWarrior(WARRIOR, direction(next), Optional.empty());
                socket.send(ClientSocket.BINARY, frames.command(next, move));
            }
        }

        @Override
        public boolean isSilent(long nowNanos) {
            return nowNanos - witness.viewNanos() > SILENCE_NANOS;
        }
    }
}
