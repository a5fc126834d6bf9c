package dev.atrium.localstack.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a soak has seen so far, and whether anything grows. */
final class SoakSamples {
    /** Growth that counts as none: by a tenth, for matches are not all alike, and a little. */
    private static final double GROWTH_MAX = 1.10;

    private static final double HEAP_SLACK_MIB = 4;
    private static final long KEYS_SLACK = 4;

    /** So many of the last and of the first samples are compared. */
    private static final int COMPARED_MIN = 2;

    private final List<Sample> samples = new ArrayList<>();

    /**
     * One look.
     *
     * @param atS seconds since the first match began
     * @param heapMiB live objects, after a collection
     * @param rooms on the host
     * @param keys in Redis
     * @param finished matches whose outcome was told so far
     */
    record Sample(long atS, double heapMiB, int rooms, long keys, int finished) {
        String line() {
            return "%5d s  %7.1f MiB live  %4d rooms  %5d keys  %6d matches over"
                    .formatted(atS, heapMiB, rooms, keys, finished);
        }
    }

    void add(Sample sample) {
        samples.add(sample);
    }

    /**
     * What grows while matches come and go at an even rate.
     *
     * @param steadyFromS when as many matches began to be forgotten as begin
     * @return one line, or nothing if all is level; also nothing if it was too short to tell
     */
    Optional<String> growth(long steadyFromS) {
        List<Sample> steady =
                samples.stream().filter(sample -> sample.atS() >= steadyFromS).toList();
        int compared = steady.size() / 3;
        if (compared < COMPARED_MIN) {
            return Optional.empty();
        }
        List<Sample> first = steady.subList(0, compared);
        List<Sample> last = steady.subList(steady.size() - compared, steady.size());
        double heapBefore = heapMax(first);
        double heapNow = heapMin(last);
        if (heapNow > heapBefore * GROWTH_MAX + HEAP_SLACK_MIB) {
            return Optional.of(
                    "the heap grows: %.1f MiB at most, then %.1f MiB at least"
                            .formatted(heapBefore, heapNow));
        }
        long keysBefore = first.stream().mapToLong(Sample::keys).max().orElse(0);
        long keysNow = last.stream().mapToLong(Sample::keys).min().orElse(0);
        if (keysNow > keysBefore * GROWTH_MAX + KEYS_SLACK) {
            return Optional.of(
                    "the keys grow: %d at most, then %d at least".formatted(keysBefore, keysNow));
        }
        return Optional.empty();
    }

    private static double heapMax(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::heapMiB).max().orElse(0);
    }

    private static double heapMin(List<Sample> samples) {
        return samples.stream().mapToDouble(Sample::heapMiB).min().orElse(0);
    }

    /**
     * What is left when all matches are long over.
     *
     * @param before a look before the first match
     */
    static Optional<String> leftOver(Sample before, Sample after) {
        if (after.rooms() > 0) {
            return Optional.of(after.rooms() + " rooms are still in memory");
        }
        if (after.keys() > before.keys()) {
            return Optional.of(
                    "%d keys are still in Redis, %d were there before"
                            .formatted(after.keys(), before.keys()));
        }
        return Optional.empty();
    }
}
