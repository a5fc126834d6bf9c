package dev.atrium.localstack.faults;

import dev.atrium.localstack.figures.Percentiles;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What came of all rounds so far. One thread's. */
public final class FaultTally {
    private final Percentiles recovery = new Percentiles();
    private final Percentiles viewGap = new Percentiles();
    private final Percentiles acknowledgementGap = new Percentiles();
    private final Percentiles ending = new Percentiles();
    private final Map<String, Integer> oddities = new TreeMap<>();
    private final Map<String, Long> figures = new LinkedHashMap<>();
    private long wrong;
    private int rounds;
    private int rooms;
    private int verified;
    private int notBack;
    private int wentBack;
    private int takenBack;
    private int late;
    private int notEnded;
    private int resumed;
    private int complete;
    private int toldAgain;
    private int missing;
    private int twice;
    private int leftOut;
    private long acknowledged;
    private long unsettled;
    private long lost;
    private long doubled;
    private long strayed;
    private long hashes;

    FaultTally() {}

    void round(int roomsOfIt) {
        rounds++;
        rooms += roomsOfIt;
    }

    /** A player of the round, once he does nothing any more. */
    void player(FaultPlayer player, boolean moves) {
        Witness witness = player.witness();
        boolean back = player.over().isEmpty() && (!moves || witness.sawNextOwner());
        notBack += back ? 0 : 1;
        if (witness.sawNextOwner()) {
            recovery.addNanos(witness.recoveryNanos());
        }
        if (back) {
            viewGap.addNanos(witness.viewGapNanos());
            acknowledgementGap.addNanos(witness.acknowledgementGapNanos());
        }
        player.over().ifPresent(why -> odd("told: " + why));
        acknowledged += player.hand().acknowledged();
        unsettled += player.hand().unsettled();
        wentBack += witness.wentBack();
        takenBack += witness.takenBack();
        late += witness.late();
        EventTrail trail = player.trail();
        resumed += trail.resumed();
        complete += trail.complete();
        toldAgain += trail.again();
        missing += trail.missing();
        twice += trail.twice();
        leftOut += trail.viewsLeftOut();
    }

    void finding(RoomHistory.Finding finding) {
        verified++;
        lost += finding.lost();
        doubled += finding.doubled();
        strayed += finding.strayed();
        hashes += finding.hashes();
        finding.broken().ifPresent(why -> odd("journal: " + why));
    }

    /** What the game itself counts. */
    void counted(String what, long count) {
        figures.merge(what, count, Long::sum);
    }

    /** What the game itself counts, and none of it may be. */
    void wrong(String what, long count) {
        counted(what, count);
        wrong += count;
    }

    void odd(String what) {
        oddities.merge(what, 1, Integer::sum);
    }

    void notEnded() {
        notEnded++;
    }

    void ended(long nanos) {
        ending.addNanos(nanos);
    }

    /** The longest time from the fault to a player's first view of the next owner, in ms. */
    public double recoveryMaxMs() {
        return recovery.maxMs();
    }

    /** The longest time that a player who came back was without a view, in ms. */
    public double viewGapMaxMs() {
        return viewGap.maxMs();
    }

    /** The longest of what {@link Fault#ending} names, in ms. */
    public double endingMaxMs() {
        return ending.maxMs();
    }

    /** Acknowledged inputs that are not in the surviving history. */
    public long lost() {
        return lost;
    }

    /** Inputs that are in the surviving history more than once. */
    public long doubled() {
        return doubled;
    }

    /** Players who did not play on. */
    public int notBack() {
        return notBack;
    }

    /** Inputs that were acknowledged. */
    public long acknowledged() {
        return acknowledged;
    }

    /** Rooms whose history was held against what their players were told. */
    public int verified() {
        return verified;
    }

    /** How often players came back by {@code resume}. */
    public int resumed() {
        return resumed;
    }

    /** How often they were told that they were told all that they had missed. */
    public int complete() {
        return complete;
    }

    /** Events that they were told then. */
    public int toldAgain() {
        return toldAgain;
    }

    /** How much of something that the game itself counts there was. */
    public long figure(String what) {
        return figures.getOrDefault(what, 0L);
    }

    /** Hashes that journals held and that came out again when they were run. */
    public long hashes() {
        return hashes;
    }

    /**
     * Whether nothing was lost, doubled or out of order, in journals as in what players were told,
     * and every room was played on and ended.
     */
    public boolean isGood() {
        return lost + doubled + strayed + unsettled + wrong == 0
                && missing + twice == 0
                && notBack + wentBack + takenBack + notEnded == 0
                && verified == rooms
                && oddities.isEmpty();
    }

    /** Lines for the terminal. */
    public String report(FaultPlan plan) {
        StringBuilder text = new StringBuilder();
        text.append(
                "%s, %s: %d rounds, %d rooms, of which %d were verified, %d hashes%n"
                        .formatted(
                                plan.fault().label(),
                                plan.game().label(),
                                rounds,
                                rooms,
                                verified,
                                hashes));
        if (plan.fault().movesRooms()) {
            text.append(recovery.line("fault to the next owner's first view")).append('\n');
        }
        text.append(viewGap.line("longest time without a view")).append('\n');
        text.append(acknowledgementGap.line("longest time without an acknowledgement"));
        text.append('\n');
        plan.fault().ending().ifPresent(name -> text.append(ending.line(name)).append('\n'));
        text.append(
                "inputs acknowledged: %d, lost: %d, doubled: %d, out of order or changed: %d%n"
                        .formatted(acknowledged, lost, doubled, strayed));
        text.append(
                "not back: %d; not acknowledged in the end: %d; rooms that did not end: %d%n"
                        .formatted(notBack, unsettled, notEnded));
        text.append(
                "views that went back: %d; owners who knew less: %d; views dropped: %d"
                        .formatted(wentBack, takenBack, late));
        text.append(
                "%nback by resume: %d, %d of them told all, with %d events"
                        .formatted(resumed, complete, toldAgain));
        text.append(
                "%nevents not told: %d; told twice: %d; views left out: %d"
                        .formatted(missing, twice, leftOut));
        figures.forEach((what, count) -> text.append("%n%s: %d".formatted(what, count)));
        oddities.forEach((what, count) -> text.append("%n%d x %s".formatted(count, what)));
        return text.toString();
    }
}
