package dev.atrium.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.atrium.identity.Tokens.Checked;
import dev.atrium.wire.ErrorCode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

class SessionKeysTest {
    private static final Player ANN =
            new Player("p-0123456789abcdef01234567", "Ann", "fox", Player.Kind.EVM);
    private static final Ticket TICKET = new Ticket("room-1", ANN.playerId(), Optional.of(3));

    @TempDir private Path path;
    private Instant now = Instant.parse("2026-11-21T05:00:00Z");
    private final InstantSource clock = () -> now;
    private KeyFolder folder;

    @BeforeEach
    void publish() {
        folder = new KeyFolder(path);
        folder.publish(KeyFolder.SESSIONS);
    }

    /** A process that issues, started now. */
    private Tokens issuer() {
        SigningKey key = folder.key(KeyFolder.SESSIONS);
        folder.publish(KeyFolder.SESSIONS);
        return Tokens.signedBy(key, new SessionKeys(folder, clock), clock);
    }

    /** As {@link KeyFolder} says. */
    private void rotate() throws IOException {
        String keyId = folder.key(KeyFolder.SESSIONS).publicKey().keyId();
        Files.move(path.resolve("sessions.key"), path.resolve("sessions-" + keyId + ".key"));
    }

    private static List<?> published(Tokens tokens) {
        return (List<?>) tokens.jwks().get("keys");
    }

    @Test
    void tokenOfTheKeyBeforeCountsAndThatOfTheNewOneTooWhoeverVerifies() throws IOException {
        Tokens before = issuer();
        Tokens host = Tokens.trusting(new SessionKeys(folder, clock), clock);
        String session = before.issueSession(ANN).token();
        String ticket = before.issueTicket(TICKET).token();
        assertEquals(1, published(before).size());

        rotate();
        now = now.plus(SessionKeys.LOOKED_FOR_EVERY);
        Tokens after = issuer();
        String newer = after.issueSession(ANN).token();

        for (Tokens tokens : List.of(after, before, host)) {
            assertEquals(new Checked.Valid<>(ANN), tokens.session(session));
            assertEquals(new Checked.Valid<>(ANN), tokens.session(newer));
            assertEquals(new Checked.Valid<>(TICKET), tokens.ticket(ticket));
            assertEquals(2, published(tokens).size());
        }
    }

    @Test
    void withdrawnKeyCountsNoLonger() throws IOException {
        String session = issuer().issueSession(ANN).token();
        rotate();
        Tokens after = issuer();
        Tokens host = Tokens.trusting(new SessionKeys(folder, clock), clock);
        assertEquals(new Checked.Valid<>(ANN), host.session(session));

        Path file = path.resolve("sessions.pub");
        Files.writeString(file, Files.readAllLines(file).getFirst() + "\n");
        now = now.plus(SessionKeys.LOOKED_AT_EVERY);

        for (Tokens tokens : List.of(after, host)) {
            assertEquals(
                    new Checked.Refused<Player>(ErrorCode.UNAUTHORIZED), tokens.session(session));
            assertEquals(new Checked.Valid<>(ANN), tokens.session(after.issueSession(ANN).token()));
            assertEquals(1, published(tokens).size());
        }
    }

    @Test
    void secondRotationEndsTheFirstKey() throws IOException {
        Tokens first = issuer();
        String session = first.issueSession(ANN).token();
        rotate();
        String second = issuer().issueSession(ANN).token();
        rotate();
        Tokens third = issuer();

        assertInstanceOf(Checked.Refused.class, third.session(session));
        assertEquals(new Checked.Valid<>(ANN), third.session(second));
        assertEquals(2, published(third).size());
    }

    @Test
    void keyThatNobodyKnowsIsRefusedAndLookedForOnceASecond() throws IOException {
        Tokens host = Tokens.trusting(new SessionKeys(folder, clock), clock);
        String forged = Tokens.signedBy(SigningKey.generate(), clock).issueSession(ANN).token();
        now = now.plus(SessionKeys.LOOKED_FOR_EVERY);
        assertInstanceOf(Checked.Refused.class, host.session(forged));

        rotate();
        String newer = issuer().issueSession(ANN).token();
        assertInstanceOf(Checked.Refused.class, host.session(newer), "it has just looked");
        now = now.plus(Duration.ofSeconds(1));
        assertEquals(new Checked.Valid<>(ANN), host.session(newer));
    }

    @Test
    void folderThatIsAwayEndsNoSession() throws IOException {
        Tokens host = Tokens.trusting(new SessionKeys(folder, clock), clock);
        String session = issuer().issueSession(ANN).token();
        Files.writeString(path.resolve("sessions.pub"), "half a li");
        now = now.plus(SessionKeys.LOOKED_AT_EVERY);

        assertEquals(new Checked.Valid<>(ANN), host.session(session));
    }

    @Test
    void whereNothingIsPublishedThePresentKeyCounts(@TempDir Path empty) {
        KeyFolder own = new KeyFolder(empty);
        Tokens host = Tokens.trusting(new SessionKeys(own, clock), clock);
        Tokens issuer = Tokens.signedBy(own.key(KeyFolder.SESSIONS), clock);

        assertEquals(new Checked.Valid<>(ANN), host.session(issuer.issueSession(ANN).token()));
    }
}
