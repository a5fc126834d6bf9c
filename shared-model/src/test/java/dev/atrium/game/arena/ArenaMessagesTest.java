package dev.atrium.game.arena;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.message.FieldType;
import dev.atrium.message.MessageShape;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The messages have the names and fields of the protocol page, in its order. */
class ArenaMessagesTest {

    @Test
    void theCommandIsThatOfThePage() {
        assertShape(MoveWarrior.class, "move-warrior", "warriorId", "direction", "at");
        assertFields(Point.class, "x", "y");
        assertEquals(
                List.of("n", "ne", "e", "se", "s", "sw", "w", "nw", "stop"),
                names(MoveWarrior.class, 1));
        assertEquals(1, new BlitzGame().vocabulary().shapes().size());
    }

    @Test
    void theViewIsThatOfThePage() {
        assertShape(
                ArenaView.class,
                "state",
                "phase",
                "endsAt",
                "arena",
                "warriors",
                "powerUps",
                "special");
        assertFields(ArenaView.SpecialView.class, "kind", "endsAt");
        assertEquals(
                List.of("power-surge", "blood-moon", "sanctuary"),
                names(ArenaView.SpecialView.class, 0));
        assertEquals(List.of("fighting", "finished"), names(ArenaView.class, 0));
        assertFields(ArenaView.FieldView.class, "cells", "subunits", "min", "max", "shrink");
        assertEquals(List.of("none", "shrinking", "shrunk"), names(ArenaView.FieldView.class, 4));
        assertFields(
                ArenaView.WarriorView.class,
                "id",
                "seat",
                "x",
                "y",
                "direction",
                "hp",
                "rage",
                "haste",
                "shield",
                "eliminations");
        assertFields(ArenaView.PowerUpView.class, "id", "kind", "x", "y");
        assertEquals(
                List.of("rage", "heal", "shield", "haste"), names(ArenaView.PowerUpView.class, 1));
    }

    @Test
    void theEventsAreThoseOfThePage() {
        assertShape(ArenaEvent.SpecialEvent.class, "special-event", "kind", "ticks");
        assertShape(
                ArenaEvent.WarriorEliminated.class,
                "warrior-eliminated",
                "victim",
                "killer",
                "finalStats");
        assertFields(
                ArenaEvent.FinalStats.class,
                "eliminations",
                "damageDealt",
                "damageTaken",
                "survivedTicks");
        assertShape(ArenaEvent.PowerUpSpawned.class, "power-up-spawned", "id", "kind", "x", "y");
        assertShape(
                ArenaEvent.PowerUpCollected.class, "power-up-collected", "id", "kind", "warrior");
        assertShape(ArenaEvent.PowerUpExpired.class, "power-up-expired", "id");
        assertShape(
                ArenaEvent.ArenaShrinking.class,
                "arena-shrinking",
                "fromCells",
                "toCells",
                "overTicks");
    }

    private static void assertShape(Class<?> type, String name, String... fields) {
        assertEquals(name, MessageShape.of(type).name());
        assertFields(type, fields);
    }

    private static void assertFields(Class<?> type, String... fields) {
        assertEquals(
                List.of(fields),
                MessageShape.of(type).fields().stream().map(MessageShape.Field::name).toList());
    }

    private static List<String> names(Class<?> type, int field) {
        return ((FieldType.Choice) MessageShape.of(type).fields().get(field).type()).names();
    }
}
