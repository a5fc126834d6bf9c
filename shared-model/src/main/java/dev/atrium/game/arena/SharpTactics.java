package dev.atrium.game.arena;

import dev.atrium.dice.DiceStream;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * All warriors together, and each by what a step brings: every direction is weighed by the way to
 * his goal, by the blow that he can land from there and by the blows that he would take.
 */
final class SharpTactics implements BotTactics {
    /** A step is weighed by where it leads in this time. */
    private static final int STEP_TICKS = 12;

    /** Two who walk towards each other come no nearer than by so much with a step. */
    private static final int STEP_CELLS = 3;

    /** Who is off cooldown by then counts as about to strike. */
    private static final int STRIKE_TICKS = 18;

    /** What a blow weighs, in subunits of way. */
    private static final int BLOW = 130;

    /** What the last blow weighs on top. */
    private static final int LAST_BLOW = 150;

    /** Who cannot strike soon is so many times less of a threat. */
    private static final int COOLING = 12;

    /** And so many times less who would strike somebody else: blows go to the lowest hp. */
    private static final int ELSEWHERE = 4;

    /** Hp that one blow takes at least, or nearly. */
    private static final int BLOW_HP = 6;

    /** Where the edge will be in this time he would rather not stand: 2 s. */
    private static final int EDGE_TICKS = 120;

    /** What such a place weighs. */
    private static final int EDGE = 100;

    /** Who only keeps away is drawn to the middle, away from corners: by a part of the way. */
    private static final int MIDDLE = 12;

    /** Hp that one blow takes at most, veterans' aside. */
    private static final int BLOW_HP_MOST = 9;

    /** Who has less than this part of the enemies' power looks for a better moment. */
    private static final int OUTDONE_PERCENT = 70;

    /** For want of a reason, he walks on as he does. */
    private static final int HABIT = 12;

    private static final Direction[] DIRECTIONS = Direction.values();

    private final BotRhythm rhythm = new BotRhythm();
    private final BotTeam team = new BotTeam();
    private final BotEdge edge = new BotEdge();
    private final BotErrands errands = new BotErrands(edge);
    private final DiceStream roaming;

    /** How a warrior takes the next moments. */
    private enum Stance {
        /** He wants blows, and does not mind as many in return. */
        FIGHT(100, 100, 2),
        /** He waits for a better moment. */
        AVOID(400, 80, 5),
        /**
         * The next blows could be his last: he keeps out of reach, and comes into it for a blow
         * while nobody there can strike back.
         */
        FLEE(600, 250, 6);

        /** What blows that he takes weigh, in percent. */
        final int fear;

        /** What a blow that he lands weighs, in percent. */
        final int zeal;

        /** How far away enemies are felt. */
        final int feltCells;

        Stance(int fear, int zeal, int feltCells) {
            this.fear = fear;
            this.zeal = zeal;
            this.feltCells = feltCells;
        }
    }

    SharpTactics(DiceStream roaming) {
        this.roaming = roaming;
    }

    @Override
    public void look(BotSight sight) {
        rhythm.look(sight);
        team.look(sight);
        edge.look(sight);
    }

    @Override
    public Direction choose(ArenaView.WarriorView own, BotSight sight, BotMind mind) {
        if (!sight.within(own.x(), own.y())) {
            return sight.towards(own, sight.middle());
        }
        Stance stance = stance(own, sight);
        Point goal = goal(own, sight, mind, stance);
        List<Foe> foes = foes(own, stance, sight);
        Direction best = Direction.STOP;
        int most = Integer.MIN_VALUE;
        for (Direction direction : DIRECTIONS) {
            if (sight.inside(direction, own, BotSight.way(own, STEP_TICKS)) != direction) {
                continue;
            }
            int score =
                    score(own, direction, goal, sight) + blows(own, direction, foes, stance, sight);
            if (score > most) {
                most = score;
                best = direction;
            }
        }
        return best;
    }

    private Stance stance(ArenaView.WarriorView own, BotSight sight) {
        ArenaView.WarriorView target = team.target();
        if (target == null) {
            return Stance.FIGHT;
        }
        if (team.isChampion(own)) {
            return Stance.AVOID;
        }
        int near = BotTeam.NEAR_CELLS * sight.cell();
        int ours = 0;
        boolean alone = true;
        for (ArenaView.WarriorView ally : sight.own()) {
            if (sight.distance(ally, own) <= near) {
                ours += BotTeam.power(ally);
                alone &= BotSight.same(ally, own);
            }
        }
        int theirs = 0;
        int blows = 0;
        for (ArenaView.WarriorView enemy : sight.enemies()) {
            if (enemy.seat() == target.seat() && sight.distance(enemy, target) <= near) {
                theirs += BotTeam.power(enemy);
            }
            if (sight.distance(enemy, own) <= STEP_CELLS * sight.cell()) {
                blows += enemy.rage() > 0 ? 2 : 1;
            }
        }
        boolean outdone = ours * 100 < theirs * OUTDONE_PERCENT;
        boolean dying = own.hp() + own.shield() <= BLOW_HP_MOST * Math.max(1, blows);
        if (dying && (outdone || !alone)) {
            return Stance.FLEE;
        }
        return outdone ? Stance.AVOID : Stance.FIGHT;
    }

    private @Nullable Point goal(
            ArenaView.WarriorView own, BotSight sight, BotMind mind, Stance stance) {
        ArenaView.WarriorView target = team.target();
        Point errand = errands.errand(own, sight);
        if (errand != null) {
            mind.roamNoMore();
            return errand;
        }
        if (target == null || stance != Stance.FIGHT) {
            ArenaView.WarriorView enemy = sight.nearestEnemy(own, Integer.MAX_VALUE);
            boolean felt =
                    enemy != null && sight.distance(own, enemy) <= stance.feltCells * sight.cell();
            return felt ? null : mind.roam(own, sight, roaming);
        }
        mind.roamNoMore();
        Point gathering = team.gathering(own, sight);
        return gathering == null ? ahead(target) : gathering;
    }

    /** Where somebody is in a moment if he walks on; he is not believed to leave the field. */
    private static Point ahead(ArenaView.WarriorView warrior) {
        int way = BotSight.way(warrior, warrior.direction(), STEP_TICKS);
        return new Point(
                warrior.x() + way * warrior.direction().stepX(),
                warrior.y() + way * warrior.direction().stepY());
    }

    /** What a step brings but for blows. */
    private int score(
            ArenaView.WarriorView own, Direction direction, @Nullable Point goal, BotSight sight) {
        int way = BotSight.way(own, direction, STEP_TICKS);
        int x = own.x() + way * direction.stepX();
        int y = own.y() + way * direction.stepY();
        int score = direction == own.direction() ? HABIT : 0;
        if (!edge.spares(x, y, EDGE_TICKS, sight)) {
            score -= EDGE;
        }
        if (goal == null) {
            Point middle = sight.middle();
            return score - BotSight.distance(x, y, middle.x(), middle.y()) / MIDDLE;
        }
        // Within half a cell is there.
        int there = sight.cell() / 2;
        int now = Math.max(there, sight.distance(own, goal));
        return score + now - Math.max(there, BotSight.distance(x, y, goal.x(), goal.y()));
    }

    /** What the blows weigh that a step brings: the best that he lands, and all that he takes. */
    private static int blows(
            ArenaView.WarriorView own,
            Direction direction,
            List<Foe> foes,
            Stance stance,
            BotSight sight) {
        int way = BotSight.way(own, direction, STEP_TICKS);
        int x = own.x() + way * direction.stepX();
        int y = own.y() + way * direction.stepY();
        int felt = stance.feltCells * sight.cell();
        int taken = 0;
        int landed = 0;
        for (Foe foe : foes) {
            int distance = BotSight.distance(x, y, foe.x, foe.y);
            if (sight.inReach(x, y, foe.x, foe.y)) {
                taken += foe.threat;
                landed = Math.max(landed, foe.landed);
            } else if (distance < felt) {
                taken += foe.threat * (felt - distance) / (2 * felt);
            }
        }
        return (landed * stance.zeal - taken * stance.fear) / 100;
    }

    /**
     * An enemy as a step is weighed by him.
     *
     * @param x where he will be
     * @param y where he will be
     * @param threat what his blow weighs
     * @param landed what a blow on him weighs
     */
    private record Foe(int x, int y, int threat, int landed) {}

    /** Those who could be felt after a step; in a large match, few of many. */
    private List<Foe> foes(ArenaView.WarriorView own, Stance stance, BotSight sight) {
        int far = (stance.feltCells + STEP_CELLS) * sight.cell();
        List<Foe> foes = new ArrayList<>();
        for (ArenaView.WarriorView enemy : sight.enemies()) {
            if (sight.distance(own, enemy) <= far) {
                Point there = ahead(enemy);
                foes.add(
                        new Foe(
                                there.x(),
                                there.y(),
                                threat(enemy, own, sight),
                                landed(own, enemy, sight)));
            }
        }
        return foes;
    }

    /** What his blow weighs if he strikes that enemy. */
    private int landed(ArenaView.WarriorView own, ArenaView.WarriorView enemy, BotSight sight) {
        if (!rhythm.strikesBy(own, sight.tick() + STRIKE_TICKS)) {
            return 0;
        }
        int blow = own.rage() > 0 ? 2 : 1;
        boolean last = enemy.hp() + enemy.shield() <= blow * BLOW_HP;
        return blow * BLOW + (last ? LAST_BLOW : 0);
    }

    /**
     * What an enemy's blow weighs if he reaches: little if he strikes somebody weaker, or later.
     */
    private int threat(ArenaView.WarriorView enemy, ArenaView.WarriorView own, BotSight sight) {
        int threat = enemy.rage() > 0 ? 2 * BLOW : BLOW;
        if (!rhythm.strikesBy(enemy, sight.tick() + STRIKE_TICKS)) {
            threat /= COOLING;
        }
        for (ArenaView.WarriorView other : sight.warriors()) {
            if (other.seat() != enemy.seat()
                    && other.hp() < own.hp()
                    && sight.inReach(enemy, other)) {
                return threat / ELSEWHERE;
            }
        }
        return threat;
    }
}
