package dev.atrium.rating;

/**
 * How somebody came out of a match.
 *
 * @param rating his before it, as of the moment of the match
 * @param place 1 and more, lower is better; those who tie share one, and gaps mean nothing
 */
public record Placed(Rating rating, int place) {
    public Placed {
        if (place < 1) {
            throw new IllegalArgumentException("place=" + place + " (allowed: 1 and more)");
        }
    }
}
