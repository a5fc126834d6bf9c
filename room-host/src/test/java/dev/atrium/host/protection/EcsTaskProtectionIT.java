package dev.atrium.host.protection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the ECS agent is asked, and when. */
class EcsTaskProtectionIT {
    private static final String SET = "{\"ProtectionEnabled\":true,\"ExpiresInMinutes\":30}";
    private static final String RELEASED = "{\"ProtectionEnabled\":false}";

    private final AtomicInteger rooms = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private PlayedAgent agent;
    private ProtectionKeeper keeper;

    @BeforeEach
    void start() throws IOException {
        agent = PlayedAgent.start();
        keeper = new ProtectionKeeper(new EcsTaskProtection(agent.uri()), rooms::get, nanos::get);
    }

    @AfterEach
    void stop() {
        agent.close();
    }

    private void lookAfter(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
        keeper.look();
    }

    @Test
    void aTaskIsProtectedWhileItHasRoomsAndRenewedBeforeItRunsOut() {
        lookAfter(1);
        assertEquals(List.of(), agent.asked(), "nothing is asked for without rooms");
        rooms.set(2);
        lookAfter(1);
        lookAfter(1);
        lookAfter(19 * 60);
        assertEquals(List.of(SET), agent.asked(), "once is enough");
        lookAfter(60);
        assertEquals(List.of(SET, SET), agent.asked(), "ten minutes before it runs out");
        rooms.set(0);
        lookAfter(1);
        lookAfter(1);
        assertEquals(List.of(SET, SET, RELEASED), agent.asked());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"failure\":{\"Arn\":\"a\",\"Detail\":null,\"Reason\":\"TASK_NOT_VALID\"}}",
                "400 | {\"error\":{\"Arn\":\"a\",\"Code\":\"AccessDeniedException\"}}",
                "200 | {\"protection\":{\"ProtectionEnabled\":false,\"TaskArn\":\"a\"}}",
                "200 | not JSON",
                "500 | {}"
            })
    void whatIsNotInForceIsNotBelievedAndTriedAgainLessAndLess(int status, String body) {
        agent.says(status, body);
        rooms.set(1);
        for (int second = 0; second < 100; second++) {
            lookAfter(1);
        }
        // After 1, 2, 4, 8, 16, 30 and 30 seconds, and at first.
        assertEquals(8, agent.asked().size(), agent.asked().toString());
        agent.says(200, "");
        lookAfter(30);
        lookAfter(30);
        lookAfter(30);
        assertEquals(9, agent.asked().size(), "then it is, and that is that");
    }

    @Test
    void whatMayBeSetIsReleasedThoughTheAnswerWasNeverSeen() {
        agent.says(500, "{}");
        rooms.set(1);
        lookAfter(1);
        agent.says(200, "");
        rooms.set(0);
        lookAfter(30);
        assertEquals(List.of(SET, RELEASED), agent.asked());
    }

    @Test
    void whoEndsReleasesWhatItHolds() {
        rooms.set(1);
        lookAfter(1);
        keeper.close();
        keeper.close();
        assertEquals(List.of(SET, RELEASED), agent.asked());
    }

    @Test
    void anAgentThatIsNotThereIsAFailureAndNoMore() {
        agent.close();
        TaskProtection protection = new EcsTaskProtection(agent.uri());
        assertThrows(IOException.class, () -> protection.protect(30));
        assertThrows(IOException.class, protection::release);
        rooms.set(1);
        lookAfter(1);
    }

    @Test
    void minutesAreThoseThatEcsTakes() throws IOException {
        TaskProtection protection = new EcsTaskProtection(agent.uri());
        assertThrows(IllegalArgumentException.class, () -> protection.protect(0));
        assertThrows(IllegalArgumentException.class, () -> protection.protect(2_881));
        protection.protect(2_880);
        assertTrue(agent.asked().getLast().contains("2880"));
    }
}
