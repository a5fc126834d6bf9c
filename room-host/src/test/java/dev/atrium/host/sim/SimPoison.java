package dev.atrium.host.sim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Rooms whose rules stand still: some for good, whoever runs or replays them, some only a time or
 * two. What a room does must depend on its history alone; this is the bug that does not.
 */
final class SimPoison {
    /** Its owner's loop, and two tries apart. */
    static final int STALLS_BEFORE_QUARANTINE = 3;

    private final SimRun run;
    private final SimWorld world;
    private final Map<Integer, Dose> doses = new HashMap<>();

    private static final class Dose {
        private int left;
        private int stood;
    }

    SimPoison(SimRun run) {
        this.run = run;
        this.world = run.world();
    }

    /** Lets a player say what his room cannot bear. */
    void give(SimClient to) {
        int room = run.roomIds().indexOf(to.roomId());
        Dose dose = new Dose();
        // More than once a room is not to stand still by chance: then it would be for good.
        dose.left = world.chance(0.5) ? Integer.MAX_VALUE : 1 + world.random().nextInt(2);
        if (doses.putIfAbsent(room, dose) == null) {
            run.note(to.playerId() + " poisons his room, " + dose.left + " times");
            to.say(TallyGame.POISON + room);
        }
    }

    /** A step of a poisoned room, on the thread of a host that runs or replays it. */
    void step(SimHost host, int room) {
        Dose dose = doses.get(room);
        if (dose == null || dose.left == 0) {
            return;
        }
        dose.stood++;
        boolean forGood = dose.left == Integer.MAX_VALUE;
        dose.left -= forGood ? 0 : 1;
        run.note(host.id() + " stands still inside room " + room);
        if (forGood && host.isStuckByThis()) {
            world.after(world.msBetween(500, 3_000), run::startHost);
        }
        stand(forGood ? Long.MAX_VALUE : world.nowNanos() + world.msBetween(300, 8_000));
    }

    private void stand(long untilNanos) {
        Thread standing = Thread.currentThread();
        if (untilNanos != Long.MAX_VALUE) {
            world.after(untilNanos - world.nowNanos(), () -> LockSupport.unpark(standing));
        }
        while (world.nowNanos() < untilNanos) {
            LockSupport.park(this);
        }
    }

    /** Whether a room may be void since loops stood still inside it. */
    boolean isDeadly(String roomId) {
        Dose dose = doses.get(List.copyOf(run.roomIds()).indexOf(roomId));
        return dose != null && dose.stood >= STALLS_BEFORE_QUARANTINE;
    }
}
