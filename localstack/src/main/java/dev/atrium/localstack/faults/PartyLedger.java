package dev.atrium.localstack.faults;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one player of a party gave, by number, and what he was answered. Only its own answer settles
 * a command. On the crowd's event loop until that has been asked for the last time.
 */
final class PartyLedger {
    private final TreeMap<Long, PartyGiven> given = new TreeMap<>();
    private final TreeMap<Long, PartyGiven> unanswered = new TreeMap<>();
    private final TreeMap<Long, PartyGiven> accepted = new TreeMap<>();
    private final TreeMap<Long, String> refused = new TreeMap<>();

    /** He gives something, under the next number. */
    void give(PartyGiven what) {
        long number = given.size() + 1L;
        given.put(number, what);
        unanswered.put(number, what);
    }

    /** A command is taken for good. Whoever gave it twice may be told twice. */
    void accepted(long number) {
        unanswered.remove(number);
        PartyGiven what = given.get(number);
        if (what != null) {
            accepted.put(number, what);
        }
    }

    /** A command is not taken, and never will be. */
    void refused(long number, String code) {
        if (unanswered.remove(number) != null) {
            refused.put(number, code);
        }
    }

    /** All that he gave. */
    SortedMap<Long, PartyGiven> given() {
        return Collections.unmodifiableSortedMap(given);
    }

    /** What he was told to be taken. */
    SortedMap<Long, PartyGiven> accepted() {
        return Collections.unmodifiableSortedMap(accepted);
    }

    /** What he was told not to be taken, with the code. */
    SortedMap<Long, String> refused() {
        return Collections.unmodifiableSortedMap(refused);
    }

    /** What he has no answer to. */
    SortedMap<Long, PartyGiven> unanswered() {
        return Collections.unmodifiableSortedMap(unanswered);
    }

    /** How often he gave that in that round and was not refused it. */
    long times(PartyGiven.Kind kind, int round) {
        return given.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == kind)
                .filter(entry -> entry.getValue().round() == round)
                .filter(entry -> !refused.containsKey(entry.getKey()))
                .count();
    }

    /** A copy that does not change. */
    PartyLedger copy() {
        PartyLedger copy = new PartyLedger();
        copy.given.putAll(given);
        copy.unanswered.putAll(unanswered);
        copy.accepted.putAll(accepted);
        copy.refused.putAll(refused);
        return copy;
    }
}
