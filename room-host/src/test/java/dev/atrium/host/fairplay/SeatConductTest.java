package dev.atrium.host.fairplay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.game.Spot;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Each flag, and what is none. */
class SeatConductTest {
    private static final int RATE_HZ = 60;
    private static final FairPlayLimits LIMITS = FairPlayLimits.ARENA;
    private static final int GRACE_TICKS = LIMITS.graceS() * RATE_HZ;

    private final SeatConduct seat = new SeatConduct(LIMITS, RATE_HZ, 0);
    private long tick;
    private long sequence;

    private Ruling took(long number, int wanted) {
        return seat.took(tick, number, TestMove.to(wanted), 0);
    }

    private Ruling repeated(long number, int wanted) {
        return seat.repeated(number, TestMove.to(wanted));
    }

    private static Ruling flagged(Flag flag) {
        return new Ruling.Flagged(flag);
    }

    // -- speed ----------------------------------------------------------------------------------

    /** So many moves a second, evenly; the ticks at which a flag was raised. */
    private List<Long> moves(int perSecond, int seconds) {
        List<Long> raised = new ArrayList<>();
        long end = tick + (long) seconds * RATE_HZ;
        long due = 0;
        for (; tick < end; tick++) {
            for (due += perSecond; due >= RATE_HZ; due -= RATE_HZ) {
                if (!took(++sequence, 0).equals(Ruling.FAIR)) {
                    raised.add(tick);
                }
            }
        }
        return raised;
    }

    private static long second(long ofTick) {
        return Math.round((double) ofTick / RATE_HZ);
    }

    @Test
    void thirtyMovesASecondAreFairForEver() {
        assertEquals(List.of(), moves(30, 600));
    }

    @Test
    void whoGoesOnWithFortyIsFlaggedAndForfeits() {
        List<Long> raised = moves(40, 60);

        // Ten too many a second: the allowance lasts 15 s, and 3 s from flag to flag.
        assertEquals(15, second(raised.get(0)));
        assertEquals(18, second(raised.get(1)));
        assertEquals(27, second(raised.get(4)));
        assertEquals(Map.of("speed", raised.size()), seat.flags());
    }

    @Test
    void aFewTooManyAreFlaggedInTheLongRun() {
        List<Long> raised = moves(33, 120);
        assertEquals(50, second(raised.getFirst()));
    }

    @Test
    void whatANetworkHeldBackForFiveSecondsMayComeAtOnce() {
        assertEquals(List.of(), moves(30, 20));
        tick += 5 * RATE_HZ;
        for (int i = 0; i < 150; i++) {
            assertEquals(Ruling.FAIR, took(++sequence, 0));
        }
        assertEquals(flagged(Flag.SPEED), took(++sequence, 0));
    }

    @Test
    void timeThatSlippedCountsForThePlayersAsIfItHadPassed() {
        for (int second = 0; second < 60; second++) {
            // The host makes half of its ticks; he moves by the wall's clock.
            for (int i = 0; i < 30; i++) {
                assertEquals(Ruling.FAIR, took(++sequence, 0), "second " + second);
            }
            tick += RATE_HZ / 2;
            seat.slipped(tick, RATE_HZ / 2);
        }
    }

    @Test
    void longPausesOverflowNothing() {
        tick = Long.MAX_VALUE / 2;
        assertEquals(Ruling.FAIR, took(1, 0));
        seat.slipped(tick, Long.MAX_VALUE / 4);
        assertEquals(Ruling.FAIR, took(2, 0));
    }

    @Test
    void refusedMovesAreMovesAndRepeatsAreNone() {
        took(1, 7);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(Ruling.FAIR, repeated(1, 7));
        }
        for (int i = 0; i < 149; i++) {
            assertEquals(Ruling.FAIR, seat.refused(tick, "warrior-fallen"));
        }
        assertEquals(flagged(Flag.SPEED), seat.refused(tick, "warrior-fallen"));
    }

    // -- not-owner, malformed -------------------------------------------------------------------

    @Test
    void commandToWhatIsAnothersIsFlaggedAndOtherRefusalsAreNot() {
        assertEquals(Ruling.FAIR, seat.refused(tick, "warrior-fallen"));
        assertEquals(flagged(Flag.NOT_OWNER), seat.refused(tick, "not-owner"));
    }

    @Test
    void eachMessageThatNobodyCanReadIsFlagged() {
        assertEquals(flagged(Flag.MALFORMED), seat.malformed());
        assertEquals(flagged(Flag.MALFORMED), seat.malformed());
        assertEquals(Map.of("malformed", 2), seat.flags());
    }

    // -- sequence -------------------------------------------------------------------------------

    @Test
    void repeatIsNoFlagHoweverOld() {
        for (int number = 1; number <= 5_000; number++) {
            tick += 2;
            took(number, number % 9);
        }
        for (int number = 1; number <= 5_000; number++) {
            assertEquals(Ruling.FAIR, repeated(number, number % 9));
        }
    }

    @Test
    void numberThatIsUsedAgainForSomethingElseWentBack() {
        took(1, 3);
        took(2, 4);
        assertEquals(flagged(Flag.SEQUENCE), repeated(1, 5));
        assertEquals(flagged(Flag.SEQUENCE), repeated(2, 3));
        assertEquals(Ruling.FAIR, repeated(2, 4));
    }

    @Test
    void numberThatWasPassedMayComeLateButNotAnyTimeLater() {
        took(1, 0);
        took(10, 0);
        assertEquals(Ruling.FAIR, repeated(5, 0), "the gateway keeps no order");
        took(5 + LIMITS.passedMax(), 0);
        assertEquals(Ruling.FAIR, repeated(5, 0));
        took(6 + LIMITS.passedMax(), 0);
        assertEquals(flagged(Flag.SEQUENCE), repeated(5, 0));
        assertEquals(Ruling.FAIR, repeated(1, 0), "that one was taken");
        assertEquals(Ruling.FAIR, repeated(10, 0), "that one too");
    }

    @Test
    void counterThatJumpsAndFallsBackWentBack() {
        took(1, 0);
        took(1_000_000, 0);
        assertEquals(flagged(Flag.SEQUENCE), repeated(2, 0));
        assertEquals(flagged(Flag.SEQUENCE), repeated(3, 0));
    }

    @Test
    void runsThatAreForgottenCountAsTaken() {
        long number = 1;
        for (int i = 0; i <= LIMITS.passedRanges(); i++) {
            took(number, 0);
            number += 1_000;
        }
        assertEquals(flagged(Flag.SEQUENCE), repeated(5_002, 0));
        took(number, 0);
        took(number + 1_000, 0);
        assertEquals(Ruling.FAIR, repeated(2, 0), "the oldest runs");
    }

    @Test
    void whoComesBackMaySendAnythingAgainThatWasEverHeardOfHim() {
        took(1, 3);
        took(2_000, 4);
        seat.heard(tick, 2_005);
        seat.came(tick, 2_000, 0);

        assertEquals(Ruling.FAIR, repeated(1, 9));
        assertEquals(Ruling.FAIR, repeated(500, 0), "it was passed, and he does not know");
        assertEquals(Ruling.FAIR, repeated(2_000, 9));
        // On its way when his page was loaded anew, so that he gave its number once more.
        took(2_005, 1);
        assertEquals(Ruling.FAIR, repeated(2_005, 2));
        took(2_006, 1);
        assertEquals(flagged(Flag.SEQUENCE), repeated(2_006, 2));
    }

    @Test
    void whatAnotherOwnerTookIsNotJudged() {
        seat.came(tick, 700, 0);
        assertEquals(Ruling.FAIR, repeated(700, 1));
        assertEquals(Ruling.FAIR, repeated(1, 1));
        took(701, 1);
        took(702, 1);
        assertEquals(Ruling.FAIR, repeated(600, 5));
        assertEquals(flagged(Flag.SEQUENCE), repeated(701, 2));
    }

    // -- teleport -------------------------------------------------------------------------------

    /** He walks to the east at 17 a tick, for so many ticks. */
    private void walk(int ticks) {
        for (int i = 0; i < ticks; i++) {
            tick++;
            stand(new Spot(x(tick), 100));
        }
    }

    private static int x(long tick) {
        return (int) (17 * tick);
    }

    private void stand(Spot spot) {
        if (seat.follows()) {
            seat.follow(tick, new TestMove.Place(Optional.of(spot)));
        }
    }

    private Ruling claims(int x, int y) {
        return claims(x, y, 0);
    }

    private Ruling claims(int x, int y, long outOfStep) {
        return seat.took(tick, ++sequence, TestMove.claiming(0, x, y), outOfStep);
    }

    @Test
    void claimWithinTwoCellsOfAnyPlaceOfTheLastSecondIsFair() {
        assertEquals(Ruling.FAIR, claims(x(0), 100));
        walk(200);

        assertEquals(Ruling.FAIR, claims(x(tick), 100));
        assertEquals(Ruling.FAIR, claims(x(tick) + 512, 100 - 512));
        assertEquals(Ruling.FAIR, claims(x(tick - RATE_HZ) - 512, 100 + 512));
        assertEquals(flagged(Flag.TELEPORT), claims(x(tick) + 513, 100));
        assertEquals(flagged(Flag.TELEPORT), claims(x(tick - RATE_HZ) - 513, 100));
        assertEquals(flagged(Flag.TELEPORT), claims(x(tick), 613));
    }

    @Test
    void claimIsNotJudgedBeforeASecondOfPlacesIsKnown() {
        assertEquals(Ruling.FAIR, claims(9_999, 9_999));
        walk(RATE_HZ);
        assertEquals(Ruling.FAIR, claims(99_999, 9_999));
        walk(1);
        assertEquals(flagged(Flag.TELEPORT), claims(99_999, 9_999));
    }

    @Test
    void whoFellAndIsBackIsNotJudgedForASecond() {
        claims(0, 100);
        walk(200);
        tick++;
        seat.follow(tick, new TestMove.Place(Optional.empty()));
        walk(RATE_HZ);
        assertEquals(Ruling.FAIR, claims(99_999, 0));
        walk(1);
        assertEquals(flagged(Flag.TELEPORT), claims(99_999, 0));
    }

    @Test
    void claimIsNotJudgedForFiveSecondsAfterSomebodyCame() {
        claims(0, 100);
        walk(200);
        seat.came(tick, sequence, 0);
        walk(GRACE_TICKS - 1);
        assertEquals(Ruling.FAIR, claims(99_999, 0));
        walk(1);
        assertEquals(flagged(Flag.TELEPORT), claims(99_999, 0));
    }

    @Test
    void claimIsNotJudgedForFiveSecondsAfterAViewHadToBeShownWhole() {
        claims(0, 100);
        walk(200);
        assertEquals(Ruling.FAIR, claims(99_999, 0, 1));
        walk(GRACE_TICKS - 1);
        assertEquals(Ruling.FAIR, claims(99_999, 0, 1));
        walk(1);
        assertEquals(flagged(Flag.TELEPORT), claims(99_999, 0, 1));
        assertEquals(Ruling.FAIR, claims(99_999, 0, 2), "and once more");
    }

    @Test
    void claimIsNotJudgedForFiveSecondsAfterTimeSlipped() {
        claims(0, 100);
        walk(200);
        seat.slipped(tick, 30);
        assertEquals(Ruling.FAIR, claims(99_999, 0));
        walk(GRACE_TICKS);
        assertEquals(flagged(Flag.TELEPORT), claims(99_999, 0));
    }

    @Test
    void claimThatMayHaveWaitedOnItsWayIsNotJudged() {
        claims(0, 100);
        for (int i = 0; i < 8; i++) {
            walk(RATE_HZ / 2);
            seat.heard(tick, sequence);
        }
        assertEquals(flagged(Flag.TELEPORT), claims(99_999, 0), "he is heard often");
        walk(RATE_HZ / 2 + 1);
        seat.heard(tick, sequence);
        walk(RATE_HZ - 1);
        assertEquals(Ruling.FAIR, claims(99_999, 0));
        walk(1);
        assertEquals(flagged(Flag.TELEPORT), claims(99_999, 0));
    }

    @Test
    void placesAreFollowedOnlyWhileThereAreClaims() {
        assertFalse(seat.follows());
        took(++sequence, 0);
        assertFalse(seat.follows());
        claims(0, 100);
        assertTrue(seat.follows());
        walk(10 * RATE_HZ + 10 * RATE_HZ);
        assertFalse(seat.follows());
    }

    // -- forfeits -------------------------------------------------------------------------------

    @Test
    void fifthFlagOfAnyKindForfeitsAndAfterwardsNothingCounts() {
        took(1, 1);
        List<Ruling> rulings =
                List.of(
                        seat.malformed(),
                        seat.refused(tick, "not-owner"),
                        repeated(1, 2),
                        seat.malformed(),
                        seat.refused(tick, "not-owner"));

        assertEquals(flagged(Flag.MALFORMED), rulings.get(3));
        assertEquals(new Ruling.Forfeits(Flag.NOT_OWNER), rulings.get(4));
        seat.forfeited();
        assertEquals(Ruling.FAIR, seat.malformed());
        assertEquals(Map.of("malformed", 2, "not-owner", 2, "sequence", 1), seat.flags());
        assertTrue(seat.isOut());
    }

    @Test
    void limitsBelowOneAreNone() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new FairPlayLimits(0, 30, 5, 900, 32, 16, 1, 5, 500, 8));
    }
}
