package dev.atrium.localstack.load;

import org.HdrHistogram.Histogram;

import java.util.TreeMap;

/** What one event loop counted within the window; its thread's alone, then whoever ended it. */
final class Tally {
    /** Inputs that left, by when they were due; each is one of the three below in the end. */
    long sent;

    /** Inputs that a view showed as applied. */
    long answered;

    /** Inputs that came when the warrior had fallen. */
    long refused;

    /** Inputs that nothing was heard of; they count into the latencies with their age. */
    long unanswered;

    /** Turns without an input, for the warrior lay there. */
    long skipped;

    long views;
    long bytesIn;
    long bytesOut;
    long pings;
    long pongs;

    /** From when an input was due to its view. */
    final Histogram inputToView = Latencies.none();

    /** From when something was due until it was sent: how late the generator itself is. */
    final Histogram sendLag = Latencies.none();

    /** From when a ping was due to its pong. */
    final Histogram pingToPong = Latencies.none();

    /** From when a connection was due to {@code entered}; not of the window, but of all. */
    final Histogram dueToEntered = Latencies.none();

    /** Why a bot was asked to enter again a little later, by code; at any time. */
    final TreeMap<String, Integer> putOff = new TreeMap<>();

    /** All other errors by code, at any time. */
    final TreeMap<String, Integer> errors = new TreeMap<>();

    /** Ends by cause, before the generator itself ended them. */
    final TreeMap<String, Integer> ends = new TreeMap<>();

    void add(Tally other) {
        sent += other.sent;
        answered += other.answered;
        refused += other.refused;
        unanswered += other.unanswered;
        skipped += other.skipped;
        views += other.views;
        bytesIn += other.bytesIn;
        bytesOut += other.bytesOut;
        pings += other.pings;
        pongs += other.pongs;
        inputToView.add(other.inputToView);
        sendLag.add(other.sendLag);
        pingToPong.add(other.pingToPong);
        dueToEntered.add(other.dueToEntered);
        other.putOff.forEach((code, count) -> putOff.merge(code, count, Integer::sum));
        other.errors.forEach((code, count) -> errors.merge(code, count, Integer::sum));
        other.ends.forEach((cause, count) -> ends.merge(cause, count, Integer::sum));
    }
}
