package dev.atrium.ban;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.schema.BanRow;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of a player's row. */
class BanRowsTest {
    private static final long NOON_MS = Instant.parse("2026-07-21T12:00:00Z").toEpochMilli();
    private static final long DAY_MS = Duration.ofDays(1).toMillis();
    private static final Optional<BanRow> NONE = Optional.empty();

    private static Forfeit forfeit(String room) {
        return new Forfeit("p-1", "speed", room);
    }

    private static Ban of(Optional<BanRow> row) {
        return Ban.of(row.orElseThrow());
    }

    /** A row after forfeits in these rooms, a year apart or less. */
    private static Optional<BanRow> after(String... rooms) {
        Optional<BanRow> row = NONE;
        long nowMs = NOON_MS;
        for (String room : rooms) {
            row = BanRows.forfeited(row, forfeit(room), nowMs);
            nowMs += 30 * DAY_MS;
        }
        return row;
    }

    @Test
    void firstForfeitIsADayTheSecondAWeekAndTheThirdIsForGood() {
        Ban first = of(after("r-1"));
        Ban second = of(after("r-1", "r-2"));
        Ban third = of(after("r-1", "r-2", "r-3"));
        Ban fourth = of(after("r-1", "r-2", "r-3", "r-4"));

        assertEquals(
                new Ban("p-1", "speed", NOON_MS, NOON_MS + DAY_MS, Optional.of("r-1"), 1), first);
        assertEquals(7 * DAY_MS, second.endsAtMs() - second.bannedAtMs());
        assertEquals(2, second.forfeits());
        assertEquals(Ban.NEVER, third.endsAtMs());
        assertEquals(Ban.NEVER, fourth.endsAtMs());
    }

    @Test
    void forfeitThatIsToldAgainCountsOnceAlsoBehindAnother() {
        assertEquals(NONE, BanRows.forfeited(after("r-1"), forfeit("r-1"), NOON_MS + 1));
        assertEquals(NONE, BanRows.forfeited(after("r-1", "r-2"), forfeit("r-1"), NOON_MS + 1));
    }

    @Test
    void rowFromBeforeForfeitsWereCountedHasNone() {
        BanRow old = new BanRow("p-1", "abuse", NOON_MS, NOON_MS + DAY_MS, 0, null, null, 0, 0);
        Ban ban = of(BanRows.forfeited(Optional.of(old), forfeit("r-1"), NOON_MS + 5));

        assertEquals(new Ban("p-1", "abuse", NOON_MS, NOON_MS + DAY_MS), Ban.of(old));
        assertEquals(1, ban.forfeits());
        assertEquals(NOON_MS + 5 + DAY_MS, ban.endsAtMs());
    }

    @Test
    void banThatEndsLaterStandsOnAndTheForfeitCountsAllTheSame() {
        Ban byHand = new Ban("p-1", Ban.OPERATOR, NOON_MS, Ban.NEVER);
        Optional<BanRow> row = BanRows.banned(NONE, byHand);
        Ban ban = of(BanRows.forfeited(row, forfeit("r-1"), NOON_MS + 5));

        assertEquals(Ban.OPERATOR, ban.reason());
        assertEquals(Ban.NEVER, ban.endsAtMs());
        assertEquals(1, ban.forfeits());
    }

    @Test
    void banForAbuseIsNoForfeitAndForgetsNone() {
        long laterMs = NOON_MS + 2 * DAY_MS;
        Ban abuse = new Ban("p-1", Ban.ABUSE, laterMs, laterMs + DAY_MS);
        Optional<BanRow> row = BanRows.banned(after("r-1"), abuse);

        assertEquals(Ban.ABUSE, of(row).reason());
        assertEquals(1, of(row).forfeits());
        assertEquals(Optional.empty(), of(row).room());
        assertEquals(NONE, BanRows.forfeited(row, forfeit("r-1"), laterMs + 1));
        assertEquals(2, of(BanRows.forfeited(row, forfeit("r-2"), laterMs + 1)).forfeits());
    }

    @Test
    void banThatEndsEarlierChangesNothing() {
        Ban shorter = new Ban("p-1", Ban.ABUSE, NOON_MS, NOON_MS + DAY_MS);
        assertEquals(NONE, BanRows.banned(after("r-1"), shorter));
    }

    @Test
    void liftedBanIsOverAndItsForfeitCountsNeitherNowNorIfToldAgain() {
        Optional<BanRow> lifted = BanRows.lifted(after("r-1"), NOON_MS + 1_000);

        assertEquals(NOON_MS + 1_000, of(lifted).endsAtMs());
        assertEquals(0, of(lifted).forfeits());
        assertEquals(NONE, BanRows.forfeited(lifted, forfeit("r-1"), NOON_MS + 2_000));
        assertEquals(1, of(BanRows.forfeited(lifted, forfeit("r-2"), NOON_MS + 2_000)).forfeits());
    }

    @Test
    void nothingIsLiftedTwiceOrWhenItIsOver() {
        Optional<BanRow> lifted = BanRows.lifted(after("r-1"), NOON_MS + 1_000);
        assertEquals(NONE, BanRows.lifted(lifted, NOON_MS + 1_001));
        assertEquals(NONE, BanRows.lifted(after("r-1"), NOON_MS + DAY_MS));
        assertEquals(NONE, BanRows.lifted(NONE, NOON_MS));
    }

    @Test
    void liftingABanByHandTakesNoForfeitBack() {
        Ban byHand = new Ban("p-1", Ban.OPERATOR, NOON_MS, Ban.NEVER);
        Optional<BanRow> row = BanRows.banned(after("r-1"), byHand);
        assertEquals(1, of(BanRows.lifted(row, NOON_MS + 1)).forfeits());
    }

    @Test
    void banOfAHostWhoseClockIsAheadCanBeLifted() {
        Ban ban = of(BanRows.lifted(after("r-1"), NOON_MS - 500));
        assertEquals(NOON_MS + 1, ban.endsAtMs());
    }

    @Test
    void rowOutlivesItsBanByLessThanTwoSecondsButForfeitsForAYearAndMore() {
        Ban abuse = new Ban("p-1", Ban.ABUSE, NOON_MS, NOON_MS + 1_500);

        assertEquals(NOON_MS / 1_000 + 2, BanRows.banned(NONE, abuse).orElseThrow().ttl());
        long kept = after("r-1").orElseThrow().ttl() - (NOON_MS + DAY_MS) / 1_000;
        assertEquals(Duration.ofDays(400).toSeconds() + 1, kept);
        assertTrue(after("r-1", "r-2", "r-3").orElseThrow().ttl() > 1L << 52);
    }

    @Test
    void roomsAreRememberedWithinABound() {
        Optional<BanRow> row = NONE;
        for (int i = 0; i < 40; i++) {
            row = BanRows.forfeited(row, forfeit("r-" + i), NOON_MS);
        }
        List<String> rooms = row.orElseThrow().rooms();
        assertEquals(BanRows.ROOMS_MAX, rooms.size());
        assertEquals("r-39", rooms.getLast());
        assertEquals(40, row.orElseThrow().counted());
    }

    @Test
    void everyWriteHasItsOwnVersion() {
        assertEquals(1, after("r-1").orElseThrow().version());
        assertEquals(2, after("r-1", "r-2").orElseThrow().version());
        assertEquals(2, BanRows.lifted(after("r-1"), NOON_MS + 1).orElseThrow().version());
    }
}
