package dev.atrium.game;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.dice.Seed;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateWriter;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The format of a snapshot, written out by hand: what is not so is refused. */
class RoomSnapshotTest {
    private static final int MAGIC = 0x41545253;
    private static final Seed SEED = ContractPlay.seed("snapshot");

    private final ScriptedGame game = new ScriptedGame("scripted", 1);

    @Test
    void snapshotWrittenByHandIsTheOneOfTheMachine() {
        List<Seat> seats = List.of(new Seat(2, "p", "P", "fox", false, new TreeMap<>()));
        RoomMachine room = RoomMachine.open(game, SEED, seats, new TreeMap<>());
        byte[] byHand =
                snapshot(
                        out -> {
                            out.int32(1);
                            row(out, 2, "HERE");
                            out.int32(0).int32(0).int32(0);
                        });
        assertEquals(room.hash(), RoomMachine.restore(game, SEED, byHand).hash());
    }

    @Test
    void foreignSnapshotIsRefused() {
        StateWriter body = new StateWriter().int64(0).int32(0).int32(0).int32(0).int32(0);
        body.block(new StateWriter().int32(42).toBytes());
        byte[] rest = body.toBytes();
        RoomMachine.restore(game, SEED, head(MAGIC, 1, "scripted", 1).raw(rest).toBytes());
        refused(head(MAGIC + 1, 1, "scripted", 1).raw(rest));
        refused(head(MAGIC, 2, "scripted", 1).raw(rest));
        String why = refused(head(MAGIC, 1, "arena.blitz", 1).raw(rest));
        assertEquals("a snapshot of arena.blitz 1, not of scripted 1", why);
        refused(head(MAGIC, 1, "scripted", 2).raw(rest));
        refused(head(MAGIC, 1, "scripted", 1).raw(rest).uint8(0));
        refused(new StateWriter());
    }

    @Test
    void tickBeforeTheOpeningIsRefused() {
        StateWriter out = head(MAGIC, 1, "scripted", 1).int64(-1);
        refused(out.int32(0).int32(0).int32(0).int32(0).int32(4).int32(42));
    }

    @Test
    void stateThatTheGameDoesNotTakeIsRefused() {
        StateWriter out = head(MAGIC, 1, "scripted", 1).int64(0);
        out.int32(0).int32(0).int32(0).int32(0);
        byte[] sofar = out.toBytes();
        assertTrue(refused(copy(sofar).int32(4).int32(41)).contains("state=41"));
        refused(copy(sofar).int32(5).int32(42).uint8(0));
        refused(copy(sofar).int32(3).raw(new byte[3]));
    }

    @Test
    void seatsOutOfOrderOrRangeAreRefused() {
        refusedBody(out -> row(row(out.int32(2), 1, "HERE"), 1, "HERE"));
        refusedBody(out -> row(row(out.int32(2), 2, "HERE"), 1, "HERE"));
        refusedBody(out -> row(out.int32(1), 1000, "HERE"));
        refusedBody(out -> row(out.int32(1), 1, "here"));
        refusedBody(out -> row(out.int32(1), 1, "AWAY"));
        refusedBody(out -> out.int32(-1));
    }

    @Test
    void mailOutOfOrderIsRefused() {
        refusedMail(out -> out.int32(1).text("nowhere").int64(0).int32(0).int32(0));
        refusedMail(
                out ->
                        out.int32(2)
                                .text("room:b")
                                .int64(0)
                                .int32(0)
                                .text("room:a")
                                .int64(0)
                                .int32(0)
                                .int32(0));
        refusedMail(out -> out.int32(1).text("history").int64(-1).int32(0).int32(0));
        refusedMail(out -> pending(out.int32(1).text("history").int64(5).int32(1), 4).int32(0));
        refusedMail(
                out ->
                        pending(pending(out.int32(1).text("history").int64(5).int32(2), 4), 4)
                                .int32(0));
        refusedMail(out -> pending(out.int32(1).text("history").int64(0).int32(1), 0).int32(0));
        refusedMail(out -> out.int32(0).int32(1).text("a").int64(0));
        refusedMail(out -> out.int32(0).int32(2).text("b").int64(1).text("a").int64(1));
        StateWriter fine = new StateWriter();
        pending(pending(fine.int32(1).text("history").int64(5).int32(2), 4), 5).int32(0);
        RoomMachine room =
                RoomMachine.restore(
                        game, SEED, snapshot(o -> o.int32(0).raw(fine.toBytes()).int32(0)));
        assertEquals(2, room.pendingEffects().size());
    }

    private static StateWriter row(StateWriter out, int index, String presence) {
        out.int32(index).text("p").text("P").text("fox").bool(false).int32(0);
        return out.text(presence).int64(0);
    }

    private static StateWriter pending(StateWriter out, long sequence) {
        return out.int64(sequence).text("ask");
    }

    private void refusedMail(Consumer<StateWriter> mail) {
        refusedBody(
                out -> {
                    out.int32(0);
                    mail.accept(out);
                });
    }

    /** What comes before the dice; they were never rolled. */
    private void refusedBody(Consumer<StateWriter> body) {
        refused(
                copy(
                        snapshot(
                                out -> {
                                    body.accept(out);
                                    out.int32(0);
                                })));
    }

    private static byte[] snapshot(Consumer<StateWriter> seatsMailDice) {
        StateWriter out = head(MAGIC, 1, "scripted", 1).int64(0);
        seatsMailDice.accept(out);
        return out.block(new StateWriter().int32(42).toBytes()).toBytes();
    }

    private static StateWriter head(int magic, int format, String id, int rulesVersion) {
        return new StateWriter().int32(magic).uint8(format).text(id).int32(rulesVersion);
    }

    private static StateWriter copy(byte[] bytes) {
        return new StateWriter().raw(bytes);
    }

    private String refused(StateWriter snapshot) {
        return assertThrows(
                        StateFormatException.class,
                        () -> RoomMachine.restore(game, SEED, snapshot.toBytes()))
                .getMessage();
    }
}
