package dev.atrium.host.front;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.compact.CompactFormatException;
import dev.atrium.game.GameInfo.Durability;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.PlayerQuery;
import dev.atrium.host.connection.Connection;
import dev.atrium.host.input.Passage;
import dev.atrium.host.room.Room;
import dev.atrium.host.room.RoomCall;
import dev.atrium.message.Message;
import dev.atrium.message.Vocabulary;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.CompactFrames;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import java.util.Optional;

/**
 * Takes what visitors want of a game to the room that they are in, if it is not more than its
 * action may be. On the threads of their messages.
 */
final class Commands {
    private final Turnstile turnstile;

    Commands(Turnstile turnstile) {
        this.turnstile = turnstile;
    }

    /**
     * A command or a question in JSON.
     *
     * @param bytes of the whole message
     * @throws WireException what is wrong with it
     */
    void take(Visitor visitor, ClientMessage message, int bytes) throws WireException {
        Optional<Visitor.Seated> found = visitor.seated(message.room());
        if (found.isEmpty()) {
            // Without a room no action of a game can be known, so the room is what is wrong.
            throw new WireException(
                    visitor.rooms().isEmpty() ? ErrorCode.NOT_ENTERED : ErrorCode.ROOM_NOT_FOUND);
        }
        Visitor.Seated seated = found.get();
        Vocabulary.Word word = seated.words().word(message.action());
        if (word == null) {
            throw new WireException(ErrorCode.UNKNOWN_ACTION);
        }
        // Before its fields are read: who sends too much shall cost little.
        Passage passage = seated.buckets().take(word.index(), bytes, System.nanoTime());
        if (passage != Passage.TAKEN) {
            turnstile.refuse(
                    visitor,
                    passage,
                    seated.buckets(),
                    word.index(),
                    new Turnstile.Refused(message.id(), message.action(), message.sequence()));
            if (passage == Passage.TOO_LARGE) {
                passOver(visitor, seated, word, message);
            }
            return;
        }
        Message body;
        try {
            body = (Message) MessageJson.read(message.body(), word.shape());
        } catch (WireException e) {
            passOver(visitor, seated, word, message);
            throw e;
        }
        Connection connection = visitor.connection();
        RoomCall call =
                switch (body) {
                    case PlayerCommand command ->
                            new RoomCall.Act(
                                    connection,
                                    seated.seat(),
                                    message.id(),
                                    sequence(message),
                                    command);
                    case PlayerQuery query ->
                            new RoomCall.Ask(connection, seated.seat(), message.id(), query);
                    default -> throw new WireException(ErrorCode.UNKNOWN_ACTION);
                };
        Replies.post(connection, message, seated.room(), call);
    }

    /**
     * A command in its compact form.
     *
     * @return the action
     * @throws CompactFormatException if it cannot be read
     */
    String takeCompact(Visitor visitor, Visitor.Seated seated, byte[] frame) {
        Room room = seated.room();
        CompactFrames frames = room.compactFrames().orElseThrow();
        CompactFrames.Command read = frames.readCommand(seated.seat(), frame);
        visitor.wellFormed();
        Vocabulary.Word word = seated.words().word(read.command().getClass());
        if (word == null) {
            throw new CompactFormatException("a command that the game does not know");
        }
        String action = word.shape().name();
        Passage passage = seated.buckets().take(word.index(), frame.length, System.nanoTime());
        if (passage != Passage.TAKEN) {
            turnstile.refuse(
                    visitor,
                    passage,
                    seated.buckets(),
                    word.index(),
                    new Turnstile.Refused(Optional.empty(), action, Optional.of(read.sequence())));
            return action;
        }
        Connection connection = visitor.connection();
        RoomCall call =
                new RoomCall.Act(
                        connection,
                        seated.seat(),
                        Optional.empty(),
                        read.sequence(),
                        read.command());
        Replies.post(connection, Optional.empty(), action, room, call);
        return action;
    }

    /** A strict room would wait a while for the number of a command that will never come. */
    private static void passOver(
            Visitor visitor, Visitor.Seated seated, Vocabulary.Word word, ClientMessage message) {
        Optional<Long> sequence = message.sequence();
        boolean strict = seated.room().grant().game().info().durability() == Durability.STRICT;
        boolean command = PlayerCommand.class.isAssignableFrom(word.shape().type());
        if (strict && command && sequence.isPresent()) {
            // One that a full mailbox does not take is waited for, as one that is lost.
            var _ =
                    seated.room()
                            .post(
                                    new RoomCall.Spent(
                                            visitor.connection(), seated.seat(), sequence.get()));
        }
    }

    private static long sequence(ClientMessage message) throws WireException {
        JsonNode node = message.body().get("seq");
        if (node == null || node.isNull()) {
            throw new WireException(ErrorCode.MISSING_FIELD, "The field seq is missing.");
        }
        if (!node.isIntegralNumber()) {
            throw new WireException(
                    ErrorCode.INVALID_FIELD, "The field seq must be a whole number.");
        }
        if (!node.canConvertToLong() || node.longValue() < 1) {
            throw new WireException(ErrorCode.OUT_OF_RANGE, "The field seq is 1 or more.");
        }
        return node.longValue();
    }
}
