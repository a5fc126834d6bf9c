package dev.atrium.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.atrium.message.Deadline;
import dev.atrium.message.Message;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

class ServerMessageTest {
    record CardPlayed(String card, Deadline endsAt) implements Message {}

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }

    @Test
    void answerEchoesTheIdIfThereWasOne() {
        RoomMessages.Pong pong = new RoomMessages.Pong(5, 1_795_151_105_000L);

        assertEquals(
                "{\"type\":\"pong\",\"id\":\"7\",\"data\":{\"t\":5,\"serverTime\":1795151105000}}",
                text(ServerMessage.answer(Optional.of("7"), pong)));
        assertEquals(
                "{\"type\":\"pong\",\"data\":{\"t\":5,\"serverTime\":1795151105000}}",
                text(ServerMessage.answer(Optional.empty(), pong)));
    }

    /** A client's id may be any text, half a character too: the answer must not break on it. */
    @Test
    void idIsEchoedAsItCame() throws WireException {
        for (String id : List.of("", "\ud83e", "\udd8a.", "\"\\\u0000", "\ud83e\udd8a")) {
            byte[] answer = ServerMessage.answer(Optional.of(id), new RoomMessages.LeftRoom());
            assertEquals(id, Json.object(answer).get("id").textValue());
        }
    }

    @Test
    void nameOnTheWireMayBeGiven() {
        assertEquals(
                "{\"type\":\"left\",\"data\":{}}",
                text(ServerMessage.answer(Optional.empty(), new RoomMessages.LeftRoom())));
    }

    @Test
    void messageOfARoomSaysWhereItStandsAndWhenInServerTime() {
        ServerMessage.Position position = new ServerMessage.Position("r-1", 2, 412, 1_236);

        assertEquals(
                "{\"type\":\"card-played\",\"room\":\"r-1\",\"epoch\":2,\"seq\":412,\"tick\":1236,"
                        + "\"applied\":9,\"data\":{\"card\":\"\u00e4\",\"endsAt\":5000}}",
                text(
                        ServerMessage.inStream(
                                position,
                                out -> out.writeNumberField("applied", 9),
                                new CardPlayed("\u00e4", new Deadline(300)),
                                tick -> tick * 1_000 / 60)));
        assertEquals(
                "{\"type\":\"room-closed\",\"room\":\"r-1\",\"epoch\":2,\"seq\":412,\"tick\":1236,"
                        + "\"data\":{\"reason\":\"over\"}}",
                text(
                        ServerMessage.inStream(
                                position,
                                ServerMessage.Fields.NONE,
                                new RoomMessages.RoomClosed("over"),
                                MessageJson.NO_CLOCK)));
    }

    @Test
    void whatCannotBeWrittenIsNotSentInPart() {
        assertThrows(
                UncheckedIOException.class,
                () ->
                        ServerMessage.encode(
                                "state",
                                ServerMessage.Fields.NONE,
                                out -> {
                                    throw new IOException("no");
                                }));
    }
}
