package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.IntStream;

class SendPaceTest {
    /** The rates that the tool takes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 10, 11, 15, 16, 19, 20})
    void everySecondHasThirtyAndNeverMoreAtWhateverRate(int rate) {
        SendPace pace = new SendPace(rate);
        int[] turns = IntStream.range(0, 100 * rate).map(i -> pace.turn()).toArray();

        for (int from = 0; from + rate <= turns.length; from++) {
            int sent = IntStream.of(turns).skip(from).limit(rate).sum();
            assertEquals(SendPace.SENT_A_SECOND_MAX, sent, "from turn " + from);
        }
        assertTrue(IntStream.of(turns).allMatch(turn -> turn >= 1), "what is due is sent");
    }
}
