package dev.atrium.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.atrium.catalog.Games;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.journal.JournalRun.HashWatch;
import dev.atrium.journal.JournalSnapshot;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Files that builds of before have written stay here for good, and are read as on that day. All of
 * them are of the match of {@link PlayedRoom}.
 */
class OldFormatsTest {
    private static byte[] file(String name) throws IOException {
        try (InputStream in = OldFormatsTest.class.getResourceAsStream("/dev/atrium/" + name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void replayOfTheFirstFormatIsVerified() throws Exception {
        ReplayFile replay = ReplayFile.read(file("proof/replay-1.json"));

        assertEquals(
                "296522f865d027f8209e01e0398280e68c7fe0e06a1aafadec877bc46ce9f47d",
                replay.journal().chainHead().hex());
        assertEquals(
                "43e1a03f4e4691670232b80a469839d3af57a0ef5d8fa2a0a2ca52a1c72a71c5",
                replay.outcome().hash().hex());
        ReplayCheck.Result.Verified verified =
                assertInstanceOf(
                        ReplayCheck.Result.Verified.class,
                        ReplayCheck.check(Games.all(), replay, Optional.empty(), HashWatch.NONE));
        assertEquals(PlayedRoom.ROOM, verified.outcome().roomId());
        assertEquals(5, verified.hashesCompared());
    }

    @Test
    void snapshotOfTheFirstFormatIsTheStateThatItWas() throws IOException {
        JournalSnapshot snapshot = JournalSnapshot.decode(file("journal/snapshot-1.atrp"));

        assertEquals(8, snapshot.entries());
        RoomMachine machine =
                RoomMachine.restore(BlitzGame.version1(), PlayedRoom.SEED, snapshot.state());
        assertEquals(180, machine.tick());
        assertEquals(
                "ffe4f90246626ae3f7246b0e6e068a98456d9ac7b8f39bdb1fba4d4948f735bb",
                machine.hash().hex());
    }
}
