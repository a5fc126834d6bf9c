package dev.atrium.localstack.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Verdict;

import org.junit.jupiter.api.Test;

/** Every benchmark does what it is to measure. How fast, {@code localstack/load/jmh} tells. */
class BenchmarksTest {
    @Test
    void stepsAdvanceARoomInWhichPeopleMove() throws Exception {
        StepBenchmark step = new StepBenchmark();
        var before = step.hash();

        for (int tick = 1; tick <= 600; tick++) {
            assertTrue(step.step() >= tick);
        }

        assertNotEquals(before, step.hash());
    }

    @Test
    void deltasAreSmallerThanKeyframesAndThoseThanJson() {
        EncodeBenchmark encode = new EncodeBenchmark();
        int delta = encode.delta().length;
        int keyframe = encode.keyframe().length;

        assertTrue(delta > 10 && delta < keyframe, delta + " bytes, " + keyframe);
        assertTrue(keyframe < encode.json().length);
        assertNotEquals(null, encode.view());
    }

    @Test
    void whatIsDecodedIsWhatWasSent() throws Exception {
        DecodeBenchmark decode = new DecodeBenchmark();

        assertTrue(decode.compactCommand().command().equals(decode.jsonCommand()));
        long applied = decode.compactDelta().acknowledged().applied(7);
        assertTrue(applied > 0 && decode.appliedInputs() == applied);
    }

    @Test
    void appendsAreTakenAtOnce() {
        JournalBenchmark benchmark = new JournalBenchmark();
        JournalBenchmark.AtOnce atOnce = new JournalBenchmark.AtOnce();
        long first = benchmark.appendOnTheLoop(atOnce);
        assertTrue(first > 5 && benchmark.appendOnTheLoop(atOnce) == 2 * first);
    }

    @Test
    void everyVoteOfAPartyIsTakenAndRoundsFollowEachOther() {
        PartyVoteBenchmark vote = new PartyVoteBenchmark();
        int[] taken = new int[1];
        for (int i = 0; i < 500; i++) {
            taken[0] += vote.vote() instanceof Verdict.Accepted ? 1 : 0;
        }
        assertEquals(500, taken[0]);
    }

    @Test
    void whatIsProvenIsVerified() {
        VrfBenchmark benchmark = new VrfBenchmark();
        assertArrayEquals(benchmark.prove().hash(), benchmark.verify().orElseThrow());
    }
}
