package dev.atrium.localstack.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class QueueSettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @ParameterizedTest
    @ValueSource(strings = {"", "a.fifo", "two words", "ä"})
    void nameThatSqsWouldNotTakeIsRefused(String name) {
        assertThrows(IllegalArgumentException.class, () -> QueueSettings.named(name));
    }

    @Test
    void nameHasALimit() {
        assertEquals(80, QueueSettings.named("q".repeat(80)).name().length());
        assertThrows(IllegalArgumentException.class, () -> QueueSettings.named("q".repeat(81)));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "100001,0", "1,-1"})
    void boundsOfAQueueAreChecked(int messagesMax, int duplicateEvery) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new QueueSettings("q", messagesMax, duplicateEvery));
    }

    @ParameterizedTest
    @CsvSource({"0,1,1", "11,1,1", "1,0,1", "1,5,1", "1,1,0", "1,1,6"})
    void boundsOfAMappingAreChecked(int batchSize, int invocationsMax, int receivesMax) {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new QueueMappingSettings(
                                batchSize, invocationsMax, SECOND, SECOND, receivesMax));
    }

    @ParameterizedTest
    @CsvSource({"PT0S,PT1S", "PT-1S,PT1S", "PT1.001S,PT1S", "PT1S,PT12H0.001S"})
    void invocationThatCouldOutlastItsMessagesIsRefused(Duration invocation, Duration visibility) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new QueueMappingSettings(10, 4, invocation, visibility, 5));
    }

    @Test
    void standardIsWhatTheDocsSay() {
        assertEquals(
                new QueueMappingSettings(10, 4, Duration.ofSeconds(5), Duration.ofSeconds(5), 5),
                QueueMappingSettings.standard());
        assertEquals(new QueueSettings("q", 100_000, 0), QueueSettings.named("q"));
    }
}
