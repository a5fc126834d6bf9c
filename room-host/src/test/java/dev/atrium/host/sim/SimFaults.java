package dev.atrium.host.sim;

import dev.atrium.host.room.RoomOrder;

import java.util.List;
import java.util.function.Consumer;

/** What goes wrong in a run, as its seed draws it. At the end all of it is over. */
final class SimFaults {
    /** Where nothing else goes wrong. */
    private static final double DAMAGE_ALONE = 0.5;

    private static final int FAULTS_MAX = 4;
    private static final int HOSTS_MIN = 2;

    /** So many runs have a store that loses what it had. */
    private static final double FLUSH = 0.1;

    private final SimRun run;
    private final SimWorld world;
    private boolean over;

    SimFaults(SimRun run) {
        this.run = run;
        this.world = run.world();
    }

    /** Draws when and what. */
    void plan() {
        run.journals().onRaised(this::fenceRaised);
        if (run.isCrowded()) {
            world.after(500 * SimWorld.MS, () -> leaveWithoutRedis(run.liveHosts().getFirst()));
            return;
        }
        int count = world.random().nextInt(FAULTS_MAX + 1);
        if (count == 0 && world.chance(DAMAGE_ALONE)) {
            world.after(world.msBetween(0, 5_500), () -> damage(0, false));
        } else if (world.chance(FLUSH)) {
            world.after(world.msBetween(0, 5_500), () -> flush(count));
        }
        if (run.plant() == Plant.TORN_LEFT_OUT) {
            // Only a journal that is damaged when another comes to it shows that.
            world.after(world.msBetween(1_000, 5_500), () -> damage(2, true));
        }
        for (int i = 0; i < count; i++) {
            world.after(world.msBetween(0, 5_500), () -> strike(count));
        }
    }

    /**
     * The fence of a takeover is lost at once, and who owned the room before is back just then:
     * mostly where somebody is there who may have owned it.
     */
    private void fenceRaised(long epoch) {
        boolean stood = run.liveHosts().stream().anyMatch(SimHost::isExpired);
        if (!over && epoch > 1 && world.chance(stood ? 0.8 : 0.05)) {
            run.voids().lossIsRight();
            run.note("the store loses its fences, and who stood goes on");
            run.journals().loseFences();
            for (SimHost host : run.liveHosts()) {
                host.goOn();
                host.links().redis().mend();
            }
        }
    }

    private void strike(int count) {
        List<SimHost> alive =
                run.liveHosts().stream()
                        .filter(h -> !h.isStanding() && !h.isLeaving() && !h.isStuck())
                        .toList();
        if (alive.isEmpty()) {
            return;
        }
        SimHost host = alive.get(world.random().nextInt(alive.size()));
        switch (world.random().nextInt(20)) {
            case 0, 1 -> crash(host);
            case 2 -> forAWhile(host, "stands", SimHost::stand, SimHost::goOn);
            case 3 -> forAWhile(host, "loop stands", SimHost::stallLoop, SimHost::unstallLoop);
            case 4 -> cut(host);
            case 5 -> leave(host);
            case 6 -> {
                run.note(host.id() + " loses its clients");
                host.muteClients();
            }
            case 7 -> {
                // Who is not alive to his rooms must lose them.
                run.note(host.id() + " loop stands for good");
                host.stickLoop();
                world.after(world.msBetween(500, 3_000), this::replace);
            }
            case 8 -> order(host, alive);
            case 9 -> forAWhile(host, "is full", h -> h.overloaded(true), h -> h.overloaded(false));
            case 10 -> {
                if (count > 1 || !run.weather().equals(SimLink.Weather.FINE)) {
                    run.voids().lossIsRight();
                }
                run.note("the store loses its fences");
                run.journals().loseFences();
            }
            case 11 -> {
                run.note(host.id() + " loses its lease for good");
                host.loseLease();
                world.after(world.msBetween(500, 3_000), this::replace);
            }
            case 12 -> leaveWithoutRedis(host);
            case 13 -> {
                order(host, alive);
                leave(host);
            }
            case 14 -> {
                if (world.chance(0.3)) {
                    run.note(host.id() + " has no place for trials");
                    run.poison().fill(host);
                }
                List<SimClient> players = run.clients();
                if (!players.isEmpty()) {
                    run.poison().give(players.get(world.random().nextInt(players.size())));
                }
            }
            case 15 -> {
                run.note("somebody chatters");
                host.links().redis().cut();
                world.after(world.msBetween(500, 1_500), () -> host.links().redis().mend());
                for (int i = 1; i <= 4; i++) {
                    world.after(
                            i * 110L * SimWorld.MS,
                            () -> run.clients().stream().limit(1).forEach(SimClient::chatter));
                }
            }
            case 16 -> damage(count, world.chance(0.35));
            default -> {
                cut(host);
                crash(alive.get(world.random().nextInt(alive.size())));
            }
        }
    }

    /** All of it, or, if nothing else goes wrong, perhaps only what came last. */
    private void flush(int otherFaults) {
        run.contentsTouched();
        boolean alone = otherFaults == 0 && run.weather().equals(SimLink.Weather.FINE);
        if (!alone) {
            run.voids().journalIsRight();
        }
        if (alone && world.chance(0.5)) {
            run.note("the store loses what came last");
            run.journals().loseLast(world.random().nextInt(1, 20));
        } else {
            run.note("the store loses all");
            run.journals().flush();
            run.seeds().flush();
        }
    }

    /** What a store wrote when it died, or kept badly: its owner mends it, unless he dies too. */
    private void damage(int count, boolean ownerDies) {
        run.contentsTouched();
        if (count > 1 || ownerDies || !run.weather().equals(SimLink.Weather.FINE)) {
            run.voids().damageIsRight();
        }
        switch (world.random().nextInt(5)) {
            case 0 -> {
                run.note("a snapshot is torn");
                run.journals().tearSnapshot();
            }
            case 1, 2 -> {
                run.note("a bit of a journal turns");
                run.journals().rot();
            }
            default -> {
                run.note("an append is torn");
                run.journals().tearAppend();
            }
        }
        if (ownerDies) {
            String owner = run.someOwner();
            world.after(
                    world.msBetween(0, 200),
                    () ->
                            run.liveHosts().stream()
                                    .filter(host -> host.id().equals(owner))
                                    .findFirst()
                                    .ifPresent(this::crash));
        }
    }

    private void crash(SimHost host) {
        run.note(host.id() + " is killed");
        host.crash();
        world.after(world.msBetween(500, 3_000), this::replace);
    }

    /** What an operator may do without harm to a match. */
    private void order(SimHost host, List<SimHost> alive) {
        RoomOrder order =
                switch (world.random().nextInt(7)) {
                    case 0, 1 -> new RoomOrder.Freeze(world.random().nextInt(100, 2_000));
                    case 2, 3 -> new RoomOrder.Unfreeze();
                    case 4 -> new RoomOrder.MakeVoid(SimVoids.BY_OPERATOR);
                    default -> {
                        SimHost other = alive.get(world.random().nextInt(alive.size()));
                        yield new RoomOrder.HandOver(host.handOverTo(other));
                    }
                };
        run.note(host.id() + " is told to " + order.getClass().getSimpleName());
        host.order(order);
        if (order instanceof RoomOrder.HandOver && world.chance(0.2)) {
            long later = world.msBetween(0, 60);
            world.after(later, () -> host.order(new RoomOrder.MakeVoid(SimVoids.BY_OPERATOR)));
        }
    }

    /** It cannot store what it would give away. */
    private void leaveWithoutRedis(SimHost host) {
        run.note(host.id() + " loses Redis and leaves");
        host.links().redis().cutForGood();
        host.leave(0);
        world.after(world.msBetween(0, 2_000), this::replace);
    }

    private void leave(SimHost host) {
        run.note(host.id() + " leaves");
        host.leave(world.chance(0.5) ? 0 : 2_000);
        world.after(world.msBetween(0, 2_000), this::replace);
    }

    private void replace() {
        run.note(run.startHost().id() + " starts");
    }

    private void forAWhile(
            SimHost host, String what, Consumer<SimHost> begin, Consumer<SimHost> end) {
        run.note(host.id() + " " + what);
        begin.accept(host);
        world.after(
                world.msBetween(100, 6_000),
                () -> {
                    run.note(host.id() + " " + what + " no more");
                    end.accept(host);
                });
    }

    private void cut(SimHost host) {
        SimLink link;
        String what;
        switch (world.random().nextInt(3)) {
            case 0 -> {
                link = host.links().redis();
                what = "Redis";
            }
            case 1 -> {
                link = host.links().dynamoDb();
                what = "DynamoDB";
            }
            default -> {
                link = host.links().hosts();
                what = "hosts";
            }
        }
        forAWhile(host, "is cut off from " + what, h -> link.cut(), h -> link.mend());
    }

    /** From now on everything works. */
    void end() {
        run.note("peace");
        over = true;
        for (SimHost host : run.liveHosts()) {
            host.goOn();
            host.unstallLoop();
            host.overloaded(false);
            host.links().mend();
        }
        while (run.liveHosts().stream()
                        .filter(host -> !host.isLeaving() && !host.isStuck())
                        .filter(host -> !host.isOfLittleUse())
                        .count()
                < HOSTS_MIN) {
            replace();
        }
    }
}
