package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a host logs at its most talkative, from start to end. */
class HostLogIT {
    private static final String OPERATOR_KEY = "a-key-of-operators";
    private static final String GATEWAY_KEY = "a-key-for-tests-only";

    private static final class Kept extends AppenderBase<ILoggingEvent> {
        private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            StringBuilder line = new StringBuilder(event.getFormattedMessage());
            List<KeyValuePair> pairs =
                    Objects.requireNonNullElse(event.getKeyValuePairs(), List.of());
            pairs.forEach(pair -> line.append(' ').append(pair.key).append('=').append(pair.value));
            if (event.getThrowableProxy() != null) {
                line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            lines.add(line.toString());
        }

        boolean holds(String text) {
            return lines.stream().anyMatch(line -> line.contains(text));
        }
    }

    @Test
    void itNamesRoomAndPlayerAndNoSecret() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger atrium = context.getLogger("dev.atrium");
        Level before = atrium.getLevel();
        Kept kept = new Kept();
        kept.setContext(context);
        kept.start();
        atrium.setLevel(Level.TRACE);
        atrium.addAppender(kept);
        RunningHost.Guest guest = RunningHost.Guest.named("Ana Secretive");
        String room;
        String ticket;
        String session;
        try (RunningHost host =
                RunningHost.start(
                        1, Map.of("ATRIUM_LOOPS", "1", "ATRIUM_OPERATOR_KEY", OPERATOR_KEY))) {
            room = host.place(List.of(guest), 1);
            ticket = host.ticket(room, guest);
            session = host.session(guest);
            Operators.of(host).get("/rooms", "X-Atrium-Operator-Key", OPERATOR_KEY);
            try (TestPlayer player = host.connect();
                    TestPlayer again = host.connect();
                    TestPlayer wrong = host.connect()) {
                String enter =
                        TestPlayer.enterMessage(ticket, guest.nonceHex(), Optional.of(session));
                player.send(enter).await("entered");
                again.send(enter).await("entered");
                again.move(room, "0-0", "e", 1).await("state");
                wrong.send(
                                "{\"action\":\"enter\",\"ticket\":\"%sx\",\"nonce\":\"%s\"}"
                                        .formatted(ticket, guest.nonceHex()))
                        .await("error");
            }
        } finally {
            atrium.detachAppender(kept);
            atrium.setLevel(before);
        }
        assertTrue(kept.holds("room=" + room + " player=" + guest.playerId()));
        assertTrue(kept.holds("rooms were inspected operator=rooms"), "an audit line");
        for (String secret :
                List.of(
                        ticket,
                        session,
                        guest.nonceHex(),
                        OPERATOR_KEY,
                        GATEWAY_KEY,
                        guest.name())) {
            assertFalse(kept.holds(secret), "a secret in the log");
        }
    }
}
