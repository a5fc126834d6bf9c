package dev.atrium.game.arena;

import dev.atrium.game.GameInfo;
import dev.atrium.payout.Shares;

import java.util.List;
import java.util.Optional;

/**
 * A way to play the arena: every number of its rules, and nowhere else. Immutable. Old rules
 * versions of a game stand here as well, and what tells one from the next is what differs here.
 *
 * @param id the game's
 * @param rulesVersion rises with everything that changes here
 * @param ranking whether its outcomes count
 * @param course how a play goes and when it is over
 * @param entry who may play
 * @param time how finely
 * @param ground the field
 * @param movement how fast
 * @param combat how hard
 * @param environment what the field itself does
 * @param powerUps what lies about
 * @param specialEvents what comes over everybody now and then
 * @param shares of a pot; none where nobody plays for one
 */
public record ArenaMode(
        String id,
        int rulesVersion,
        GameInfo.Ranking ranking,
        Course course,
        Entry entry,
        Time time,
        Ground ground,
        Movement movement,
        Combat combat,
        Environment environment,
        PowerUps powerUps,
        SpecialEvents specialEvents,
        Optional<Shares> shares) {

    /** Twenty warriors, ninety seconds. */
    public static final ArenaMode BLITZ_1 =
            new ArenaMode(
                    "arena.blitz",
                    1,
                    GameInfo.Ranking.RANKED,
                    new Course.Match(90 * 60, Leaving.STANDS_STILL, LateEntry.NONE),
                    new Entry(2, 20, 3, 20, 100, 100),
                    new Time(60, 20),
                    new Ground(32, 12 * 256, List.of(new Shrink(45 * 60, 15 * 60, 50))),
                    new Movement(17, 12, 25, 18, 110),
                    new Combat(
                            AttackOrder.ROTATING,
                            1,
                            5,
                            8,
                            60,
                            10 * 60,
                            1,
                            9,
                            new Fraction(2, 1),
                            10,
                            5),
                    new Environment(3 * 60, 2, Remainder.ROUNDED, 3),
                    new PowerUps(8 * 60, 5, 20 * 60, 10 * 60, 30, 25, 15 * 60, 8 * 60),
                    SpecialEvents.NONE,
                    Optional.of(new Shares(List.of(95), 3, 2)));

    /** The same, but who leaves forfeits. */
    public static final ArenaMode BLITZ_2 =
            new ArenaMode(
                    BLITZ_1.id,
                    2,
                    BLITZ_1.ranking,
                    new Course.Match(90 * 60, Leaving.FORFEITS, LateEntry.NONE),
                    BLITZ_1.entry,
                    BLITZ_1.time,
                    BLITZ_1.ground,
                    BLITZ_1.movement,
                    BLITZ_1.combat,
                    BLITZ_1.environment,
                    BLITZ_1.powerUps,
                    SpecialEvents.NONE,
                    BLITZ_1.shares);

    /**
     * The same, but who leaves after his last fall keeps his place, and no warrior strikes before
     * another for good.
     */
    public static final ArenaMode BLITZ =
            new ArenaMode(
                    BLITZ_2.id,
                    3,
                    BLITZ_2.ranking,
                    new Course.Match(90 * 60, Leaving.FORFEITS_WHILE_LIVING, LateEntry.NONE),
                    BLITZ_2.entry,
                    BLITZ_2.time,
                    BLITZ_2.ground,
                    BLITZ_2.movement,
                    BLITZ_2.combat.in(AttackOrder.THERE_AND_BACK),
                    BLITZ_2.environment.with(Remainder.KEPT),
                    BLITZ_2.powerUps,
                    SpecialEvents.NONE,
                    BLITZ_2.shares);

    /** A hundred warriors, ten minutes, and who comes late may still enter until half of them. */
    public static final ArenaMode SIEGE_1 =
            new ArenaMode(
                    "arena.siege",
                    1,
                    GameInfo.Ranking.RANKED,
                    new Course.Match(600 * 60, Leaving.FORFEITS, new LateEntry(300 * 60, 70)),
                    new Entry(2, 100, 5, 100, 100, 100),
                    BLITZ_2.time,
                    new Ground(
                            64,
                            30 * 256,
                            List.of(
                                    new Shrink(240 * 60, 15 * 60, 75),
                                    new Shrink(360 * 60, 15 * 60, 50),
                                    new Shrink(480 * 60, 15 * 60, 25))),
                    BLITZ_2.movement,
                    new Combat(
                            AttackOrder.ROTATING,
                            1,
                            5,
                            8,
                            60,
                            10 * 60,
                            1,
                            60,
                            new Fraction(3, 2),
                            10,
                            5),
                    new Environment(5 * 60, 1, Remainder.ROUNDED, 3),
                    new PowerUps(15 * 60, 5, 20 * 60, 10 * 60, 30, 25, 15 * 60, 8 * 60),
                    new SpecialEvents(60 * 60, 25, 3, new Fraction(5, 4), 10 * 60, 10 * 60),
                    Optional.of(new Shares(List.of(60, 25, 10), 3, 2)));

    /**
     * The same, but who leaves after his last fall keeps his place, no warrior strikes before
     * another for good, and a blood moon makes the wear worse as well.
     */
    public static final ArenaMode SIEGE =
            new ArenaMode(
                    SIEGE_1.id,
                    2,
                    SIEGE_1.ranking,
                    new Course.Match(
                            600 * 60, Leaving.FORFEITS_WHILE_LIVING, new LateEntry(300 * 60, 70)),
                    SIEGE_1.entry,
                    SIEGE_1.time,
                    SIEGE_1.ground,
                    SIEGE_1.movement,
                    SIEGE_1.combat.in(AttackOrder.THERE_AND_BACK),
                    SIEGE_1.environment.with(Remainder.KEPT),
                    SIEGE_1.powerUps,
                    SIEGE_1.specialEvents,
                    SIEGE_1.shares);

    /**
     * A field to try things out on, with Blitz's numbers and without an end. Nothing is at stake on
     * it, so warriors still attack in the order of Blitz 2.
     */
    public static final ArenaMode PRACTICE =
            new ArenaMode(
                    "arena.practice",
                    1,
                    GameInfo.Ranking.UNRANKED,
                    new Course.Endless(3 * 60, 60 * 60),
                    new Entry(1, 20, 1, 20, 100, 100),
                    BLITZ_2.time,
                    new Ground(64, 24 * 256, List.of()),
                    BLITZ_2.movement,
                    BLITZ_2.combat,
                    new Environment(3 * 60, 0, Remainder.ROUNDED, 3),
                    BLITZ_2.powerUps,
                    SpecialEvents.NONE,
                    Optional.empty());

    /** How a play goes and when it is over. */
    public sealed interface Course {
        /**
         * Who falls is out. Over as soon as one player at most has living warriors, and at the
         * latest when time is up.
         *
         * @param lengthTicks the tick at which time is up
         * @param leaving what becomes of the warriors of one who leaves
         * @param late who may enter after the start
         */
        record Match(int lengthTicks, Leaving leaving, LateEntry late) implements Course {}

        /**
         * People enter and leave as they like, who leaves takes his warriors along, and who falls
         * comes back. Over as soon as nobody but house bots plays, or if that long nobody but they
         * has been here.
         *
         * @param respawnTicks how long the fallen are away
         * @param desertedTicks how long a room is kept for people whose connections are gone
         */
        record Endless(int respawnTicks, int desertedTicks) implements Course {}
    }

    /** What leaving a match means. */
    public enum Leaving {
        /** As for one who is gone, for good: his warriors stop and fight on. */
        STANDS_STILL,
        /** He loses: his warriors fall at once, to nobody, and he ranks behind who did not. */
        FORFEITS,
        /** He loses like that as long as a warrior of his lives; once all fell it costs nothing. */
        FORFEITS_WHILE_LIVING
    }

    /**
     * Entry after the start, at the rim of the living field.
     *
     * @param untilTick the first tick at which nobody enters any more, 0 where nobody ever does
     * @param hp that a warrior enters with then
     */
    public record LateEntry(int untilTick, int hp) {
        /** Nobody enters late. */
        public static final LateEntry NONE = new LateEntry(0, 0);
    }

    /**
     * Who may play.
     *
     * @param seatsMin players at least
     * @param seatsMax players at most
     * @param warriorsPerSeatMax warriors of one player at most
     * @param warriorsMax warriors of all players at most
     * @param hp that a warrior enters with
     * @param hpMax that a warrior never exceeds
     */
    public record Entry(
            int seatsMin,
            int seatsMax,
            int warriorsPerSeatMax,
            int warriorsMax,
            int hp,
            int hpMax) {}

    /**
     * How finely time is cut.
     *
     * @param ticksPerSecond steps in a second of game time
     * @param viewsPerSecond views in a second of wall time at most
     */
    public record Time(int ticksPerSecond, int viewsPerSecond) {}

    /**
     * The field, a square.
     *
     * @param cells its side at the start
     * @param ringRadiusSubunits how far from the middle warriors enter
     * @param shrinks when it shrinks, in order of time, none before the one before it has ended
     */
    public record Ground(int cells, int ringRadiusSubunits, List<Shrink> shrinks) {
        public Ground {
            shrinks = List.copyOf(shrinks);
        }
    }

    /**
     * The field shrinks about its middle.
     *
     * @param atTick when it starts
     * @param overTicks how long it takes
     * @param toPercent of the side at the start
     */
    public record Shrink(int atTick, int overTicks, int toPercent) {}

    /**
     * How far a warrior walks in a tick, in subunits.
     *
     * @param straight on one axis
     * @param diagonal on each of two axes
     * @param straightHaste on one axis with haste
     * @param diagonalHaste on each of two axes with haste
     * @param boundPercent no tick may move him farther than this part of {@code straight}, or of
     *     {@code straightHaste} with haste
     */
    public record Movement(
            int straight, int diagonal, int straightHaste, int diagonalHaste, int boundPercent) {}

    /**
     * How hard warriors hit.
     *
     * @param order in which they strike within a tick
     * @param reachCells how many cells away on both axes
     * @param damageLow the least that the dice give
     * @param damageHigh the most that the dice give
     * @param cooldownTicks from one attack to the next
     * @param veteranTicks alive that make a veteran one step better
     * @param veteranPercent more damage with each such step
     * @param veteranStepsMax no more steps than these
     * @param rage what rage makes of the damage
     * @param underdogPercent more damage for a player who entered fewer warriors than the mean
     * @param eliminationHp that the killer gains
     */
    public record Combat(
            AttackOrder order,
            int reachCells,
            int damageLow,
            int damageHigh,
            int cooldownTicks,
            int veteranTicks,
            int veteranPercent,
            int veteranStepsMax,
            Fraction rage,
            int underdogPercent,
            int eliminationHp) {
        /** The same in another order. */
        private Combat in(AttackOrder other) {
            return new Combat(
                    other,
                    reachCells,
                    damageLow,
                    damageHigh,
                    cooldownTicks,
                    veteranTicks,
                    veteranPercent,
                    veteranStepsMax,
                    rage,
                    underdogPercent,
                    eliminationHp);
        }
    }

    /**
     * A factor.
     *
     * @param over what stands over the line
     * @param under what stands under it, 1 and more
     */
    public record Fraction(int over, int under) {}

    /**
     * What the field itself does to warriors.
     *
     * @param everyTicks all of them lose {@code hp}
     * @param hp so much, 0 where the field wears nobody out
     * @param remainder what becomes of the part of an hp that a blood moon adds to it
     * @param outsideHpPerSecond on top, outside the living field
     */
    public record Environment(int everyTicks, int hp, Remainder remainder, int outsideHpPerSecond) {
        private Environment with(Remainder other) {
            return new Environment(everyTicks, hp, other, outsideHpPerSecond);
        }
    }

    /** What becomes of less than an hp. */
    public enum Remainder {
        /** It is rounded, half up, each time: of 1 hp x 1.25 nothing ever comes. */
        ROUNDED,
        /** It is kept until it makes an hp, together with that of being outside. */
        KEPT
    }

    /**
     * What lies about.
     *
     * @param everyTicks one appears
     * @param lyingMax no more than these at once; while so many lie, none appears
     * @param lastTicks after these one that nobody took is gone
     * @param rageTicks how long rage lasts
     * @param healHp what heal gives at once
     * @param shieldHp damage that a shield takes
     * @param shieldTicks how long a shield lasts
     * @param hasteTicks how long haste lasts
     */
    public record PowerUps(
            int everyTicks,
            int lyingMax,
            int lastTicks,
            int rageTicks,
            int healHp,
            int shieldHp,
            int shieldTicks,
            int hasteTicks) {}

    /**
     * What comes over everybody now and then: at most one of three, each as likely.
     *
     * @param everyTicks the dice are asked, 0 where nothing ever comes
     * @param percent of these times something comes
     * @param surgePowerUps that a power surge puts on the field at once, if as many may lie
     * @param bloodMoon what it makes of all damage
     * @param bloodMoonTicks how long it lasts
     * @param sanctuaryTicks how long the field wears nobody out; its edge burns all the same
     */
    public record SpecialEvents(
            int everyTicks,
            int percent,
            int surgePowerUps,
            Fraction bloodMoon,
            int bloodMoonTicks,
            int sanctuaryTicks) {
        /** None. */
        public static final SpecialEvents NONE =
                new SpecialEvents(0, 0, 0, new Fraction(1, 1), 0, 0);
    }
}
