package dev.atrium.localstack.load.party;

import dev.atrium.localstack.load.Latencies;

import org.HdrHistogram.Histogram;

import java.util.TreeMap;

/** What one event loop counted within the window; its thread's alone, then whoever ended it. */
final class PartyTally {
    /** Commands that left, by when they were due; each is one of the next three in the end. */
    long commands;

    long accepted;
    long refused;
    long unanswered;

    /** Turns without a command, for nobody could send one. */
    long skipped;

    long pings;
    long pongs;
    long views;

    /** All messages that came in, answers and views among them. */
    long messagesIn;

    long bytesIn;
    long bytesOut;

    /** Phases that ended with everybody's vote, and what was told of them. */
    long votedPhases;

    long results;

    /** Votes that a result did not count, or counted and nobody had sent; at any time. */
    long votesDiffering;

    /** Answers that were not among those revealed under their author's name; at any time. */
    long answersLost;

    /** Rounds whose results were compared; at any time. */
    long roundsCompared;

    /** Phases that time ended, though all were to answer or vote; at any time. */
    long phasesTimedOut;

    /** Games that began; at any time. */
    long started;

    /** Games that came to their end; at any time. */
    long completed;

    /** From when a command was due to its own {@code accepted}. */
    final Histogram dueToAccepted = Latencies.none();

    /** From when the last vote of a phase was due to each player's receipt of the result. */
    final Histogram voteToResult = Latencies.none();

    /** From when something was due until it was sent: how late the generator itself is. */
    final Histogram sendLag = Latencies.none();

    final Histogram pingToPong = Latencies.none();

    /** From connecting to {@code entered}; not of the window, but of all. */
    final Histogram connectingToEntered = Latencies.none();

    /** What was to be tried again a little later, by action and code; at any time. */
    final TreeMap<String, Integer> putOff = new TreeMap<>();

    /** All other errors by action and code, at any time. */
    final TreeMap<String, Integer> errors = new TreeMap<>();

    /** Ends of connections by cause, before the generator itself ended them. */
    final TreeMap<String, Integer> ends = new TreeMap<>();

    void error(String what) {
        errors.merge(what, 1, Integer::sum);
    }

    void add(PartyTally other) {
        commands += other.commands;
        accepted += other.accepted;
        refused += other.refused;
        unanswered += other.unanswered;
        skipped += other.skipped;
        pings += other.pings;
        pongs += other.pongs;
        views += other.views;
        messagesIn += other.messagesIn;
        bytesIn += other.bytesIn;
        bytesOut += other.bytesOut;
        votedPhases += other.votedPhases;
        results += other.results;
        votesDiffering += other.votesDiffering;
        answersLost += other.answersLost;
        roundsCompared += other.roundsCompared;
        phasesTimedOut += other.phasesTimedOut;
        started += other.started;
        completed += other.completed;
        dueToAccepted.add(other.dueToAccepted);
        voteToResult.add(other.voteToResult);
        sendLag.add(other.sendLag);
        pingToPong.add(other.pingToPong);
        connectingToEntered.add(other.connectingToEntered);
        other.putOff.forEach((code, count) -> putOff.merge(code, count, Integer::sum));
        other.errors.forEach((code, count) -> errors.merge(code, count, Integer::sum));
        other.ends.forEach((cause, count) -> ends.merge(cause, count, Integer::sum));
    }
}
