package dev.atrium.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.schema.AuditRow;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaintenanceTest {
    @Test
    void whatIsWrittenIsRead() {
        Maintenance maintenance = new Maintenance("Back at noon.", "ann", 7);
        assertEquals("maintenance", maintenance.row().name());
        assertEquals(maintenance, Maintenance.of(maintenance.row()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "two\nlines", "a\tb", "\u0000"})
    void whatIsNoLineOfTextIsNoMessage(String text) {
        assertFalse(Maintenance.isMessage(text));
        assertThrows(IllegalArgumentException.class, () -> new Maintenance(text, "ann", 7));
    }

    @Test
    void aMessageFitsATelephone() {
        assertTrue(Maintenance.isMessage("ü".repeat(200)));
        assertFalse(Maintenance.isMessage("x".repeat(201)));
    }

    @Test
    void aLineOfTheAuditEndsAsTheSameLine() {
        AuditRow begun =
                new AuditRow(
                        "2026-01-31", "1#h#0", 1, "ann", "h", "void", "r", null, null, "begun", 9);
        AuditRow ended = begun.ended("ok");
        assertEquals("ok", ended.result());
        assertEquals(begun, ended.ended("begun"));
    }
}
