package dev.atrium.payout;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How a game divides a pot, in whole percent; all of it together is 100.
 *
 * @param places of the places from the first on: at least one, each 1 and more and none above the
 *     one before, so that a better place never gets less
 * @param platform of the platform, 0 and more
 * @param burn of what is burnt, 0 and more; what does not divide is burnt as well
 */
public record Shares(List<Integer> places, int platform, int burn) {
    static final int WHOLE = 100;

    public Shares {
        places = List.copyOf(places);
        if (places.isEmpty() || places.getLast() < 1 || !falls(places)) {
            throw new IllegalArgumentException(
                    "places=" + places + " (allowed: one and more, falling, each 1 and more)");
        }
        if (platform < 0 || burn < 0) {
            throw new IllegalArgumentException("a share is 0 and more");
        }
        long sum = places.stream().mapToLong(Integer::longValue).sum() + platform + burn;
        if (sum != WHOLE) {
            throw new IllegalArgumentException("the shares make " + sum + " (allowed: 100)");
        }
    }

    private static boolean falls(List<Integer> places) {
        return IntStream.range(1, places.size()).allMatch(i -> places.get(i) <= places.get(i - 1));
    }

    /**
     * What the places from {@code first} to before {@code end} have together; 0 beyond the last.
     */
    int ofPlaces(int first, int end) {
        int to = Math.min(end, places.size());
        return first >= to ? 0 : places.subList(first, to).stream().mapToInt(p -> p).sum();
    }
}
