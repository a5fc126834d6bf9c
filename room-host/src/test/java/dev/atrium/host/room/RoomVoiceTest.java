package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.catalog.Games;
import dev.atrium.game.Audience;
import dev.atrium.game.Game;
import dev.atrium.host.journal.NullJournalStore;
import dev.atrium.room.SeatPlan;
import dev.atrium.wire.Json;
import dev.atrium.wire.RoomMessages.PlayerLeft;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

class RoomVoiceTest {
    private static final Game GAME = Games.all().newest("arena.blitz").orElseThrow();

    private final RoomSeats seats = new RoomSeats(List.of(plan(0), plan(1)));
    private final RoomVoice voice =
            new RoomVoice(
                    new RoomGrant("room", 1, GAME, List.of(plan(0), plan(1))).owned(),
                    seats,
                    Rehearsal.services(new NullJournalStore()));

    private static SeatPlan plan(int seat) {
        String name = "player-" + seat;
        return new SeatPlan(seat, name, name, "", false, new TreeMap<>(), "");
    }

    /** Writes down what it is told as text. */
    private static final class Listener extends NullSession {
        private final boolean compact;
        private final List<Long> told = new ArrayList<>();

        Listener(boolean compact) {
            super("listener");
            this.compact = compact;
        }

        @Override
        public boolean isCompact() {
            return compact;
        }

        @Override
        public void write(byte[] utf8) {
            try {
                JsonNode message = Json.mapper().readTree(new String(utf8, UTF_8));
                told.add(message.get("seq").asLong());
            } catch (JsonProcessingException e) {
                throw new AssertionError(e);
            }
        }
    }

    private Listener sits(int seat, boolean compact) {
        Listener listener = new Listener(compact);
        seats.all().get(seat).enter(listener, "");
        return listener;
    }

    @Test
    void whoTakesFramesHearsNothingBeforeTheEventsThatWaitForTheNextFrame() {
        Listener compact = sits(0, true);
        Listener textual = sits(1, false);

        voice.event(1, Audience.ALL, new PlayerLeft(0));
        voice.flush();
        assertEquals(List.of(), compact.told, "it waits for a frame");
        voice.tellAll(1, new PlayerLeft(1));
        voice.event(1, Audience.ALL, new PlayerLeft(0));
        voice.flush();

        assertEquals(List.of(1L, 2L), compact.told, "the third waits again");
        assertEquals(List.of(1L, 2L, 3L), textual.told);
        List<RecentEvents.Event> missed =
                voice.missedBy(seats.all().getFirst(), compact.told.getLast()).orElseThrow();
        assertEquals(List.of(3L), missed.stream().map(RecentEvents.Event::sequence).toList());
    }

    @Test
    void whatIsToldToOneSeatAloneComesAfterWhatWaitsForAll() {
        Listener compact = sits(0, true);

        voice.event(1, Audience.ALL, new PlayerLeft(1));
        voice.event(1, Audience.seat(0), new PlayerLeft(0));
        voice.flush();

        assertEquals(List.of(1L, 2L), compact.told);
        assertTrue(voice.missedBy(seats.all().getFirst(), 2).orElseThrow().isEmpty());
    }
}
