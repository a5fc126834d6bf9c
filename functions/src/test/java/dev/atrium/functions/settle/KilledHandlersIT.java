package dev.atrium.functions.settle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.schema.DeadLetterRow;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.Tables;
import dev.atrium.unsettled.DeadLetterBook;
import dev.atrium.unsettled.PayoutPause;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An outcome over which every function is killed, as by its timeout, ends in the dead letters. */
class KilledHandlersIT {
    private static final PlayedMatch POISON =
            PlayedMatch.left("3f0c".repeat(8), 7, "p-ann", "p-ben");
    private static final PlayedMatch GOOD = PlayedMatch.left("4f0c".repeat(8), 8, "p-cat", "p-dan");

    @AutoClose private final SettlementStage stage = new SettlementStage();
    private final DeadLetterBook letters =
            new DeadLetterBook(stage.stores.dynamo(), stage.stores.tablePrefix());
    private final WaitingOutcomes schedule =
            new WaitingOutcomes(
                    new SettlementBook(stage.stores.dynamo(), stage.stores.tablePrefix()),
                    new PayoutPause(stage.stores.enhanced(), stage.stores.tablePrefix()),
                    () -> stage.settler(new Tripwire(0, false)),
                    stage.clock);
    private OutcomeRow poison;
    private int killed;

    /** Nothing of ours runs any more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("the function has run for too long");
        }
    }

    @BeforeEach
    void play() {
        List.of("p-ann", "p-ben", "p-cat", "p-dan").forEach(stage::player);
        poison = stage.ended(POISON);
        stage.stores.table(Tables.OUTCOMES).putItem(poison);
        stage.archive.meanwhile =
                () -> {
                    killed++;
                    throw new Killed();
                };
    }

    private static ObjectNode batch(OutcomeRow... rows) {
        ObjectNode event = Json.mapper().createObjectNode();
        ArrayNode records = event.putArray("Records");
        for (int i = 0; i < rows.length; i++) {
            records.add(SettlementStage.record(rows[i], "INSERT", "seq-" + i));
        }
        return event;
    }

    /** As Lambda does: a batch whose function was killed is delivered again, whole. */
    private int deliverUntilTaken(ObjectNode batch) {
        for (int delivery = 1; delivery <= 20; delivery++) {
            try {
                assertEquals(List.of(), SettlementStage.settle(stage.handler(), batch));
                return delivery;
            } catch (Killed e) {
                // Delivered again.
            }
        }
        throw new AssertionError("it is delivered for ever");
    }

    @Test
    void whatKillsEveryHandlerIsADeadLetterAndWhatIsBehindItIsSettled() {
        OutcomeRow good = stage.ended(GOOD);
        Runnable kills = stage.archive.meanwhile;
        for (int delivery = 1; delivery <= Deliveries.DELIVERIES_MAX; delivery++) {
            assertThrows(
                    Killed.class,
                    () -> SettlementStage.settle(stage.handler(), batch(poison, good)));
            assertEquals(delivery, letters.find(POISON.outcome().roomId()).orElseThrow().begun());
            assertEquals(Optional.empty(), letters.open(POISON.outcome().roomId()));
        }
        stage.archive.meanwhile = () -> {};
        assertEquals(1, deliverUntilTaken(batch(poison, good)));

        DeadLetterRow letter = letters.open(poison.roomId()).orElseThrow();
        assertEquals("unfinished", letter.reason());
        assertEquals(Deliveries.DELIVERIES_MAX, letter.attempts());
        assertEquals(0, stage.playerRow("p-ann").played(), "it is not begun a sixth time");
        assertEquals(1, stage.playerRow("p-cat").played());
        assertEquals(Optional.empty(), letters.find(good.roomId()), "nothing was wrong with it");

        stage.archive.meanwhile = kills;
        assertEquals(1, deliverUntilTaken(batch(poison)), "told again it kills nobody");
        assertEquals(Deliveries.DELIVERIES_MAX, killed);
    }

    @Test
    void theScheduleBeginsItAFewTimesMoreAndThenOnlyAsOrdered() {
        assertEquals(Deliveries.DELIVERIES_MAX + 1, deliverUntilTaken(batch(poison)));
        for (int minute = 0; minute < 600; minute++) {
            stage.clock.advance(Duration.ofMinutes(1));
            runSchedule();
        }
        assertEquals(Deliveries.KILLED_MAX, killed);
        assertTrue(letters.open(poison.roomId()).isPresent());

        for (int order = 1; order <= 2; order++) {
            assertTrue(letters.orderRetry(poison.roomId(), "ann", stage.clock.millis()));
            runSchedule();
            runSchedule();
            assertEquals(Deliveries.KILLED_MAX + order, killed, "once for each order");
        }

        stage.archive.meanwhile = () -> {};
        assertTrue(letters.orderRetry(poison.roomId(), "ann", stage.clock.millis()));
        runSchedule();
        assertEquals("settled", letters.find(poison.roomId()).orElseThrow().closedAs());
        assertEquals(1, stage.playerRow("p-ann").played());
    }

    private void runSchedule() {
        try {
            var _ = schedule.run();
        } catch (Killed e) {
            // The next minute's goes on.
        }
    }

    @Test
    void whoIsKilledNowAndThenIsForgotten() {
        assertThrows(Killed.class, () -> SettlementStage.settle(stage.handler(), batch(poison)));
        stage.archive.meanwhile = () -> {};
        assertEquals(1, deliverUntilTaken(batch(poison)));

        assertEquals(1, stage.playerRow("p-ann").played());
        assertEquals(Optional.empty(), letters.find(poison.roomId()));
    }

    @Test
    void whatFailsInBetweenEndsTheCountOfThoseKilled() {
        Runnable kills = stage.archive.meanwhile;
        for (int time = 0; time < Deliveries.DELIVERIES_MAX - 1; time++) {
            assertThrows(
                    Killed.class, () -> SettlementStage.settle(stage.handler(), batch(poison)));
        }
        stage.archive.fails = true;
        assertEquals(List.of("seq-0"), SettlementStage.settle(stage.handler(), batch(poison)));
        DeadLetterRow counted = letters.find(poison.roomId()).orElseThrow();
        assertEquals("archive-unreadable", counted.reason());
        assertEquals(0, counted.begun());
        assertEquals(1, counted.attempts());

        stage.archive.fails = false;
        stage.archive.meanwhile = kills;
        assertEquals(Deliveries.DELIVERIES_MAX + 1, deliverUntilTaken(batch(poison)));
    }
}
