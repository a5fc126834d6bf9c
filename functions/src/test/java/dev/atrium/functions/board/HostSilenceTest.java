package dev.atrium.functions.board;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

class HostSilenceTest {
    @ParameterizedTest
    @ValueSource(longs = {-1, 1_250, 1_500, 2_000})
    void whoRenewedInTimeLives(long leftMs) {
        assertEquals(Optional.empty(), HostSilence.after(leftMs, 0));
    }

    @Test
    void whoIsLateIsDeadWhenHisLeaseHasRunOut() {
        assertEquals(Optional.of(1_399L), HostSilence.after(1_249, 0));
        assertEquals(Optional.of(1_399L + 70), HostSilence.after(1_249, 70));
    }

    @ParameterizedTest
    @ValueSource(longs = {-2, 0})
    void whoseLeaseHasRunOutIsBeingReplaced(long leftMs) {
        assertEquals(Optional.of(150L), HostSilence.after(leftMs, 0));
    }
}
