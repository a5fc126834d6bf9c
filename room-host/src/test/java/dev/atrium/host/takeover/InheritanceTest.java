package dev.atrium.host.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.room.RoomStatus;
import dev.atrium.schema.HostRow;
import dev.atrium.schema.RoomRow;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

class InheritanceTest {
    private static RoomRow room(int number, String game) {
        return new RoomRow(
                "r-" + number, game, 1, RoomStatus.PLAYING, "dead", 1, "[]", 0, 0, null, null, 0);
    }

    private static HostRow host(String id, int capacity, int rooms) {
        return HostObserverTest.host(id, 1, capacity, rooms, false);
    }

    private static String heirOf(RoomRow room, List<HostRow> alive) {
        return Inheritance.heirOf(room, alive).map(HostRow::hostId).orElse("nobody");
    }

    @Test
    void everySurvivorComesToTheSameHeir() {
        List<HostRow> alive = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            alive.add(host("h-" + i, 100, i));
        }
        List<HostRow> otherwise = new ArrayList<>(alive);
        Collections.shuffle(otherwise, new Random(1));
        for (int i = 0; i < 200; i++) {
            RoomRow room = room(i, "arena.blitz");
            assertEquals(heirOf(room, alive), heirOf(room, otherwise));
        }
    }

    @Test
    void sharesFollowTheSpareCapacity() {
        List<HostRow> alive = List.of(host("half", 100, 50), host("empty", 150, 0));
        Map<String, Integer> shares = new HashMap<>();
        for (int i = 0; i < 4_000; i++) {
            shares.merge(heirOf(room(i, "arena.blitz"), alive), 1, Integer::sum);
        }
        assertTrue(Math.abs(shares.get("half") - 1_000) < 150, shares.toString());
        assertEquals(4_000, shares.get("half") + shares.get("empty"));
    }

    @Test
    void whoComesTakesHisShareAndMovesNoOther() {
        List<HostRow> two = List.of(host("a", 100, 0), host("b", 100, 0));
        List<HostRow> three = List.of(host("a", 100, 0), host("b", 100, 0), host("c", 100, 0));
        for (int i = 0; i < 500; i++) {
            RoomRow room = room(i, "arena.blitz");
            String now = heirOf(room, three);
            assertTrue(now.equals("c") || now.equals(heirOf(room, two)), room.roomId());
        }
    }

    @Test
    void whoCannotIsNoHeir() {
        RoomRow room = room(1, "arena.blitz");
        HostRow full = host("full", 5, 5);
        HostRow leaving = HostObserverTest.host("leaving", 1, 100, 0, true);
        assertEquals(Optional.empty(), Inheritance.heirOf(room, List.of(full, leaving)));
        assertEquals("nobody", heirOf(room(1, "other.game"), List.of(host("a", 100, 0))));
        assertEquals("a", heirOf(room, List.of(full, leaving, host("a", 1, 0))));
    }
}
