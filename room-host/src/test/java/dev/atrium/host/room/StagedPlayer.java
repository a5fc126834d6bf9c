package dev.atrium.host.room;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.PlayerCommand;
import dev.atrium.host.connection.Showing;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Somebody at a seat of a {@link StagedRoom}, or without one. */
final class StagedPlayer extends NullSession {
    private final StagedRoom room;
    private final int seat;
    private final List<JsonNode> heard = new ArrayList<>();
    private Optional<CloseCode> closedWith = Optional.empty();
    private long sequence;
    private int seenOpen = Integer.MAX_VALUE;

    StagedPlayer(StagedRoom room, int seat, int connection) {
        super(StagedRoom.player(seat) + "/" + connection);
        this.room = room;
        this.seat = seat;
    }

    /** It is seen open so often, and is closed by then. */
    StagedPlayer goneAfter(int looks) {
        seenOpen = looks;
        return this;
    }

    private void hear(byte[] utf8) {
        try {
            heard.add(Json.mapper().readTree(utf8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean isOpen() {
        return seenOpen-- > 0;
    }

    @Override
    public void send(byte[] utf8) {
        hear(utf8);
    }

    @Override
    public void write(byte[] utf8) {
        hear(utf8);
    }

    @Override
    public void writeView(Showing showing, boolean compact) {
        hear(showing.text());
    }

    /** All of that type that he was told since this was asked last, or {@link #forget}. */
    List<JsonNode> told(String type) {
        List<JsonNode> found =
                heard.stream().filter(m -> m.path("type").asText().equals(type)).toList();
        heard.removeAll(found);
        return found;
    }

    /** What was told so far does not matter. */
    StagedPlayer forget() {
        heard.clear();
        return this;
    }

    /** The codes of what he was refused, each behind its id. */
    List<String> refused() {
        return told("error").stream()
                .map(m -> m.path("id").asText() + " " + m.at("/data/code").asText())
                .toList();
    }

    /** Adds to the sum, under his next number. */
    void add(int value) {
        sequence++;
        Optional<String> id = Optional.of("act-" + sequence);
        post(new RoomCall.Act(this, seat, id, sequence, new CounterGame.Add(value)));
    }

    @Override
    public void closed(Optional<CloseCode> why) {
        closedWith = why;
    }

    /** With which code his session ended, if it ended with one. */
    Optional<CloseCode> closedWith() {
        return closedWith;
    }

    /** Gives a command without a seat. */
    void actAsWatcher(long number, PlayerCommand command) {
        Optional<String> id = Optional.of("act-" + number);
        post(new RoomCall.Act(this, RoomWatchers.NO_SEAT, id, number, command));
    }

    /** Gives any command under any number. */
    void act(long number, PlayerCommand command) {
        post(new RoomCall.Act(this, seat, Optional.of("act-" + number), number, command));
    }

    /** Sends what nobody can read. */
    void malformed() {
        post(new RoomCall.Malformed(this));
    }

    void ask() {
        post(new RoomCall.Ask(this, seat, Optional.of("ask"), new CounterGame.HowMuch()));
    }

    void leave() {
        post(new RoomCall.Leave(this, Optional.of("leave")));
    }

    void disconnect() {
        room.inform(new RoomCall.Disconnected(this));
    }

    void silent(boolean silent) {
        room.inform(new RoomCall.Silence(this, silent));
    }

    private void post(RoomCall call) {
        room.post(call);
    }

    int seat() {
        return seat;
    }
}
