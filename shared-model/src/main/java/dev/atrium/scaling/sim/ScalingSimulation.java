package dev.atrium.scaling.sim;

import dev.atrium.scaling.AnnouncedEvent;
import dev.atrium.scaling.FleetSample;
import dev.atrium.scaling.ScalingNumbers;
import dev.atrium.scaling.ScalingPolicy;
import dev.atrium.scaling.sim.LoadTrace.Stretch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Replays a trace against a policy in steps of {@value #STEP_SECONDS} s.
 *
 * <p>A step, in this order: hosts of a lost zone are gone, and survivors take over what they have
 * places for; who drains long enough hands on, and is gone when empty; once a minute the policy
 * decides; hosts are started or drained until there are as many as it wants, so that lost ones are
 * replaced as ECS does; who arrives goes to the emptiest host, room by room, or is refused; whose
 * time has come leaves. A host that starts is cancelled before one that runs is drained, and of
 * those that run the emptiest drains. For one thread and one trace.
 */
public final class ScalingSimulation {
    /** A step, in seconds. */
    public static final int STEP_SECONDS = 10;

    /** Running hosts that are fuller are tight, in percent of their places. */
    public static final int TIGHT_PERCENT = 90;

    private static final int DECISION_SECONDS = 60;
    private static final int STEPS_PER_MINUTE = 60 / STEP_SECONDS;
    private static final int PLAYERS_PER_ROOM = 20;
    private static final int HOUR_SECONDS = 3_600;

    /** The golden ratio in units of 2^-32: its multiples are spread evenly without chance. */
    private static final long SPREAD = 2_654_435_769L;

    private final HostModel model;
    private final ScalingNumbers numbers;
    private final ScalingPolicy policy;
    private final List<AnnouncedEvent> events;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private long step;
    private int wanted;
    private int arrivedSinceSample;
    private int refusedSinceSample;
    private long arrived;
    private long placed;
    private long refused;
    private long ended;
    private long cutOff;
    private long hostSeconds;
    private int hostsMost;
    private int scaleUps;
    private int scaleDowns;
    private int tightSeconds;
    private int tightSecondsLongest;

    private ScalingSimulation(
            HostModel model,
            ScalingNumbers numbers,
            ScalingPolicy policy,
            List<AnnouncedEvent> events) {
        this.model = model;
        this.numbers = numbers;
        this.policy = policy;
        this.events = events;
        this.wanted = numbers.hostsMin();
        for (int i = 0; i < wanted; i++) {
            hosts.add(new SimulatedHost(model.placesPerHost(), 0));
        }
    }

    /**
     * Replays a trace. It begins with the minimum of hosts, which run.
     *
     * @param numbers whose minimum and maximum the policy keeps
     * @param policy that has seen nothing yet
     * @throws IllegalStateException if the policy wants fewer hosts than the minimum or more than
     *     the maximum
     */
    public static ScalingResult play(
            LoadTrace trace, HostModel model, ScalingNumbers numbers, ScalingPolicy policy) {
        ScalingSimulation simulation =
                new ScalingSimulation(model, numbers, policy, trace.events());
        for (Stretch stretch : trace.stretches()) {
            simulation.lose(stretch.lostHostsPercent());
            int steps = stretch.minutes() * STEPS_PER_MINUTE;
            for (int i = 0; i < steps; i++) {
                long rate = stretch.arrivalsPerMinute();
                long until = rate * (i + 1) / STEPS_PER_MINUTE;
                simulation.step((int) (until - rate * i / STEPS_PER_MINUTE), stretch);
            }
        }
        return simulation.result();
    }

    private long nowSeconds() {
        return step * STEP_SECONDS;
    }

    private void lose(int percent) {
        List<SimulatedHost> running = running();
        int lost = Math.ceilDiv(running.size() * percent, 100);
        List<SimulatedHost> gone = List.copyOf(running.subList(0, lost));
        hosts.removeAll(gone);
        for (SimulatedHost host : gone) {
            handOn(host);
            cutOff += host.players();
        }
    }

    private void handOn(SimulatedHost host) {
        Optional<SimulatedHost> other = emptiest();
        while (host.players() > 0 && other.isPresent() && other.get().free() > 0) {
            host.handOnTo(other.get());
            other = emptiest();
        }
    }

    private void step(int arrivals, Stretch stretch) {
        leaveDrained();
        if (nowSeconds() % DECISION_SECONDS == 0) {
            decide();
        }
        reconcile();
        arrive(arrivals, stretch);
        hostSeconds += (long) hosts.size() * STEP_SECONDS;
        watch();
        step++;
        for (SimulatedHost host : hosts) {
            ended += host.leave(step);
        }
    }

    private void leaveDrained() {
        Iterator<SimulatedHost> each = hosts.iterator();
        while (each.hasNext()) {
            SimulatedHost host = each.next();
            if (host.isToHandOn(nowSeconds())) {
                handOn(host);
            }
            if (host.isDraining() && host.players() == 0) {
                each.remove();
            }
        }
    }

    private void decide() {
        int before = wanted;
        wanted = policy.wantedHosts(sample());
        if (wanted < numbers.hostsMin() || wanted > numbers.hostsMax()) {
            throw new IllegalStateException("the policy wants " + wanted + " hosts");
        }
        scaleUps += wanted > before ? 1 : 0;
        scaleDowns += wanted < before ? 1 : 0;
        arrivedSinceSample = 0;
        refusedSinceSample = 0;
    }

    private FleetSample sample() {
        long now = nowSeconds();
        List<SimulatedHost> running = running();
        int draining = (int) hosts.stream().filter(SimulatedHost::isDraining).count();
        return new FleetSample(
                now,
                running.stream().mapToInt(SimulatedHost::players).sum(),
                arrivedSinceSample,
                refusedSinceSample,
                new FleetSample.Hosts(
                        running.size(), hosts.size() - running.size() - draining, draining),
                model.placesPerHost(),
                events.stream()
                        .filter(e -> e.announcedAtSeconds() <= now && e.untilSeconds() > now)
                        .toList());
    }

    private void reconcile() {
        long now = nowSeconds();
        int staying = (int) hosts.stream().filter(host -> !host.isDraining()).count();
        for (; staying < wanted; staying++) {
            hosts.add(new SimulatedHost(model.placesPerHost(), now + model.startSeconds()));
        }
        for (; staying > wanted; staying--) {
            SimulatedHost leaving =
                    hosts.stream()
                            .filter(host -> host.isStarting(now))
                            .reduce((one, later) -> later)
                            .or(this::emptiest)
                            .orElseThrow();
            if (leaving.isStarting(now)) {
                hosts.remove(leaving);
            } else {
                leaving.drain(now + model.drainSeconds());
            }
        }
        hostsMost = Math.max(hostsMost, staying);
    }

    private void arrive(int arrivals, Stretch stretch) {
        arrived += arrivals;
        arrivedSinceSample += arrivals;
        int left = arrivals;
        Optional<SimulatedHost> host = emptiest();
        while (left > 0 && host.isPresent() && host.get().free() > 0) {
            int entering = Math.min(Math.min(left, PLAYERS_PER_ROOM), host.get().free());
            for (int i = 0; i < entering; i++) {
                host.get().enter(step, staySteps(stretch.staySeconds()));
                placed++;
            }
            left -= entering;
            host = emptiest();
        }
        refused += left;
        refusedSinceSample += left;
    }

    /** From half the mean to one and a half of it, evenly. */
    private int staySteps(int meanSeconds) {
        long part = (placed * SPREAD) & 0xffff_ffffL;
        long seconds = meanSeconds / 2 + ((meanSeconds * part) >>> 32);
        return (int) Math.max(1, seconds / STEP_SECONDS);
    }

    private void watch() {
        List<SimulatedHost> running = running();
        long players = running.stream().mapToLong(SimulatedHost::players).sum();
        long places = (long) model.placesPerHost() * running.size();
        tightSeconds = players * 100 > places * TIGHT_PERCENT ? tightSeconds + STEP_SECONDS : 0;
        tightSecondsLongest = Math.max(tightSecondsLongest, tightSeconds);
    }

    private List<SimulatedHost> running() {
        long now = nowSeconds();
        return hosts.stream().filter(host -> host.isRunning(now)).toList();
    }

    private Optional<SimulatedHost> emptiest() {
        long now = nowSeconds();
        return hosts.stream()
                .filter(host -> host.isRunning(now))
                .min(Comparator.comparingInt(SimulatedHost::players));
    }

    private ScalingResult result() {
        long staying = hosts.stream().mapToLong(SimulatedHost::players).sum();
        return new ScalingResult(
                new ScalingResult.Players(arrived, placed, refused, ended, cutOff, staying),
                hostSeconds,
                hostSeconds * model.microDollarsPerHour() / HOUR_SECONDS,
                hostsMost,
                scaleUps,
                scaleDowns,
                tightSecondsLongest);
    }
}
