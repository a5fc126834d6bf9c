package dev.atrium.functions.wake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

class SqsWakeQueueTest {
    private static final String URL = "https://sqs.eu-central-1.amazonaws.com/123456789012/wakes";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_784_654));

    private final List<SendMessageRequest> requests = new ArrayList<>();
    private final WakeQueue wakes = new SqsWakeQueue(this::client, URI.create(URL), CLOCK);

    private SqsClient client() {
        return new SqsClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                requests.add(request);
                return SendMessageResponse.builder().build();
            }

            @Override
            public String serviceName() {
                return SERVICE_NAME;
            }

            @Override
            public void close() {
                throw new AssertionError("it is its maker's to close");
            }
        };
    }

    @Test
    void wakeIsOneMessageWithItsQueueAndTheTimeOfSending() {
        wakes.send("{arena.blitz}:eu", 30);

        assertEquals(
                List.of(
                        SendMessageRequest.builder()
                                .queueUrl(URL)
                                .messageBody("{\"queue\":\"{arena.blitz}:eu\",\"sentAt\":1784654}")
                                .delaySeconds(30)
                                .build()),
                requests);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 900})
    void everyDelayThatSqsTakesIsTaken(int delaySeconds) {
        wakes.send("blitz", delaySeconds);

        assertEquals(delaySeconds, requests.getFirst().delaySeconds());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 901, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void delayThatSqsWouldRefuseIsNotSent(int delaySeconds) {
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class, () -> wakes.send("blitz", delaySeconds));

        assertEquals("delaySeconds=" + delaySeconds + " (allowed: 0 to 900)", refusal.getMessage());
        assertEquals(List.of(), requests);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "new\nline", "größe", "nul\u0000"})
    void nameThatIsNoneIsNotSent(String queue) {
        assertThrows(IllegalArgumentException.class, () -> wakes.send(queue, 1));
        assertEquals(List.of(), requests);
    }

    @Test
    void namesHaveALimitAndTheLongestCanBeReadAgain() {
        String longest = "\\".repeat(WakeQueue.QUEUE_CHARACTERS_MAX);
        wakes.send(longest, 0);

        assertEquals(longest, Wake.read(requests.getFirst().messageBody()).orElseThrow().queue());
        assertThrows(IllegalArgumentException.class, () -> wakes.send(longest + "x", 0));
    }
}
