package dev.atrium.host;

import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whoever has somebody's ticket and is not he has nothing; keys of tickets may change meanwhile.
 */
class LeakedTicketIT {
    @TempDir private static Path folder;

    private static RunningHost host;

    @BeforeAll
    static void start() throws IOException {
        host = RunningHost.start(folder, 1, Map.of("ATRIUM_LOOPS", "1"));
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static void enter(
            TestPlayer player, String ticket, String nonceHex, Optional<String> session) {
        player.send(TestPlayer.enterMessage(ticket, nonceHex, session));
    }

    private static void assertStillHis(String roomId, RunningHost.Guest owner) {
        try (TestPlayer player = host.connect()) {
            enter(
                    player,
                    host.ticket(roomId, owner),
                    owner.nonceHex(),
                    Optional.of(host.session(owner)));
            player.await("entered");
        }
    }

    @Test
    void anotherPlayerDoesNotEnterWithItThoughHeIsSignedIn() {
        RunningHost.Guest owner = RunningHost.Guest.named("Owner");
        RunningHost.Guest thief = RunningHost.Guest.named("Thief");
        String roomId = host.place(List.of(owner), 3);
        String leaked = host.ticket(roomId, owner);
        try (TestPlayer socket = host.connect()) {
            enter(socket, leaked, owner.nonceHex(), Optional.of(host.session(thief)));
            socket.error("ticket-invalid");
            enter(socket, leaked, thief.nonceHex(), Optional.empty());
            socket.error("nonce-mismatch");
        }
        assertStillHis(roomId, owner);
    }

    @Test
    void anotherPlayerDoesNotEnterWithItOnceItsOwnerHas() {
        RunningHost.Guest owner = RunningHost.Guest.named("Used");
        RunningHost.Guest thief = RunningHost.Guest.named("Later");
        String roomId = host.place(List.of(owner), 3);
        String leaked = host.ticket(roomId, owner);
        try (TestPlayer first = host.connect();
                TestPlayer socket = host.connect()) {
            enter(first, leaked, owner.nonceHex(), Optional.empty());
            first.await("entered");
            enter(socket, leaked, owner.nonceHex(), Optional.empty());
            socket.error("ticket-used");
            enter(socket, leaked, owner.nonceHex(), Optional.of(host.session(thief)));
            socket.error("ticket-invalid");
            first.send("{\"action\":\"ping\",\"t\":1}");
            first.await("pong");
        }
    }

    /** A room is asked for by its ticket alone, and has no seat for whom it does not know. */
    @Test
    void itOpensNoOtherRoom() {
        RunningHost.Guest owner = RunningHost.Guest.named("Elsewhere");
        RunningHost.Guest others = RunningHost.Guest.named("Others");
        String own = host.place(List.of(owner), 3);
        String foreign = host.place(List.of(others), 3);
        try (TestPlayer socket = host.connect()) {
            enter(socket, host.ticket(foreign, owner), owner.nonceHex(), Optional.empty());
            socket.error("ticket-invalid");
            socket.send(
                    ("{\"action\":\"resume\",\"roomId\":\"%s\",\"lastEpoch\":1,\"lastSeq\":1,"
                                    + "\"token\":\"%s\"}")
                            .formatted(foreign, host.ticket(own, owner)));
            socket.error("unauthorized");
            enter(socket, host.ticket(own, owner), owner.nonceHex(), Optional.empty());
            socket.await("entered");
        }
        assertStillHis(foreign, others);
    }

    @Test
    void itOpensNothingAnHourLater() {
        RunningHost.Guest owner = RunningHost.Guest.named("Late");
        String roomId = host.place(List.of(owner), 3);
        Ticket ticket = new Ticket(roomId, owner.playerId(), Optional.empty());
        Instant anHourAgo = Instant.now().minus(Duration.ofHours(1));
        Tokens then =
                Tokens.signedBy(
                        new KeyFolder(folder.resolve("keys")).key(KeyFolder.SESSIONS),
                        () -> anHourAgo);
        try (TestPlayer socket = host.connect()) {
            enter(
                    socket,
                    then.issueTicket(ticket).token(),
                    owner.nonceHex(),
                    Optional.of(host.session(owner)));
            socket.error("ticket-expired");
        }
        assertStillHis(roomId, owner);
    }
}
