package dev.atrium.host.fairplay;

/**
 * The numbers of fair play. All seconds are the game's.
 *
 * @param flagsMax with so many flags in one room a player forfeits: a mistake or two of a client
 *     that is being written is none
 * @param movesPerSecond a seat may give in the long run; more is no help to anybody who plays by
 *     hand, and our own client gives 24 at most
 * @param stallS so many seconds' worth of moves may come together: a network that stood still, or a
 *     host that was lost, for so long delivers them at once, and a takeover takes three to five
 *     seconds
 * @param passedMax so far behind the highest number one that was passed may still come by itself:
 *     30 seconds of moves, since API Gateway gives a message up after 29
 * @param rememberedCommands of which it is known what they wanted, a second of moves and more: what
 *     is delivered twice is so within moments
 * @param passedRanges runs of numbers that were left out; the oldest are forgotten, and then count
 *     as taken
 * @param trailS a claim is held against where its thing was in so many seconds: a view is that old
 *     at most where a game can still be played
 * @param graceS for so long no claim is judged after somebody came, was shown a view whole again or
 *     time slipped: what he shows may be old until then
 * @param silenceMs after so long without a command, in the game's time, the next may have waited on
 *     its way as long, and those behind it: no claim is judged for another {@code trailS}. Who
 *     gives commands more often than that is judged
 * @param trailsPerSeat things of a seat whose places are known; nobody has more than five
 */
public record FairPlayLimits(
        int flagsMax,
        int movesPerSecond,
        int stallS,
        int passedMax,
        int rememberedCommands,
        int passedRanges,
        int trailS,
        int graceS,
        int silenceMs,
        int trailsPerSeat) {
    /** Those of the arena's page, and what they need to be fair. */
    public static final FairPlayLimits ARENA =
            new FairPlayLimits(5, 30, 5, 900, 32, 16, 1, 5, 500, 8);

    public FairPlayLimits {
        require("flagsMax", flagsMax);
        require("movesPerSecond", movesPerSecond);
        require("stallS", stallS);
        require("passedMax", passedMax);
        require("rememberedCommands", rememberedCommands);
        require("passedRanges", passedRanges);
        require("trailS", trailS);
        require("graceS", graceS);
        require("silenceMs", silenceMs);
        require("trailsPerSeat", trailsPerSeat);
    }

    private static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + "=" + value + " (allowed: 1 and more)");
        }
    }
}
