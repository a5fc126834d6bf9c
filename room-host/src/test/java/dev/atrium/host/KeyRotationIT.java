package dev.atrium.host;

import dev.atrium.host.front.Credentials;
import dev.atrium.identity.KeyFolder;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The key of sessions and tickets changes while a host runs. */
class KeyRotationIT {
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

    private static boolean takes(String ticket) {
        return host.bean(Credentials.class).ticket(ticket)
                instanceof Credentials.Admission.Admitted;
    }

    /** The host is not started again; another process makes the new key. */
    @Test
    void ticketsOfTheKeyBeforeAndOfTheNewOneAreTakenUntilTheOldKeyIsWithdrawn() throws IOException {
        Path keys = folder.resolve("keys");
        KeyFolder own = new KeyFolder(keys);
        own.publish(KeyFolder.SESSIONS);
        String keyId = own.key(KeyFolder.SESSIONS).publicKey().keyId();
        RunningHost.Guest before = RunningHost.Guest.named("Before");
        RunningHost.Guest after = RunningHost.Guest.named("After");
        String roomId = host.place(List.of(before, after), 2);
        Files.move(keys.resolve("sessions.key"), keys.resolve("sessions-" + keyId + ".key"));
        own.publish(KeyFolder.SESSIONS);
        Tokens rotated = Tokens.signedBy(own.key(KeyFolder.SESSIONS), InstantSource.system());
        String newer =
                rotated.issueTicket(new Ticket(roomId, after.playerId(), Optional.empty())).token();
        String older = host.ticket(roomId, before);
        try (TestPlayer first = host.connect();
                TestPlayer second = host.connect()) {
            Eventually.holds(() -> takes(newer), "the host does not learn of the new key");
            enter(first, newer, after.nonceHex(), Optional.empty());
            enter(second, older, before.nonceHex(), Optional.empty());
            first.await("entered");
            second.await("entered");
        }
        Path published = keys.resolve("sessions.pub");
        Files.writeString(published, Files.readAllLines(published).getFirst() + "\n");
        try (TestPlayer third = host.connect()) {
            Eventually.holds(() -> !takes(older), "the old key still counts");
            enter(third, older, before.nonceHex(), Optional.of(host.session(before)));
            third.error("ticket-invalid");
        }
    }
}
