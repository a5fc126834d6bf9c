package dev.atrium.localstack.faults;

import java.util.TreeSet;

/**
 * Follows the numbers of a room's stream over the sockets of one player who comes back by {@code
 * resume}: all messages of a stream are numbered in one row, so that who reads every frame and
 * every event can count whether one is missing or came twice. What may be missing is only what he
 * was told of: all before the first frame after {@code entered} or an incomplete {@code resumed},
 * and views, in whose place a keyframe comes. One thread's.
 */
final class EventTrail {
    private static final long NOWHERE = -1;

    private long epoch;
    private long highest;

    /** Up to here all is accounted for; nowhere, as long as nothing is owed. */
    private long from = NOWHERE;

    private boolean firstFrame;

    /** Numbers of events that came as text since then. */
    private final TreeSet<Long> texts = new TreeSet<>();

    private int toldAgain;
    private int resumed;
    private int complete;
    private int again;
    private int missing;
    private int twice;
    private int viewsLeftOut;

    /** Under which epoch he heard the last message of the stream, 0 if none. */
    long epoch() {
        return epoch;
    }

    /** The highest number that he heard under it. */
    long sequence() {
        return highest;
    }

    /** He is in anew: of what was before he is told nothing. */
    void entered() {
        from = NOWHERE;
        firstFrame = true;
        toldAgain = 0;
        texts.clear();
    }

    /**
     * He is back.
     *
     * @param all whether the next events are all that he missed; if not, he does not know
     * @param events how many these are
     */
    void resumed(boolean all, int events) {
        entered();
        resumed++;
        complete += all ? 1 : 0;
        again += events;
        toldAgain = events;
    }

    /**
     * An event came by itself.
     *
     * @param nobodyWatched whether it tells that the player was gone: from then on nobody was shown
     *     a view, so that every number is an event's
     */
    void event(long ofEpoch, long number, boolean nobodyWatched) {
        follow(ofEpoch);
        if (number <= highest || !texts.add(number)) {
            twice++;
            return;
        }
        highest = number;
        if (toldAgain > 0) {
            toldAgain--;
            if (nobodyWatched) {
                from = number - 1;
                texts.headSet(number).clear();
            }
        }
    }

    /**
     * A frame came.
     *
     * @param whole whether it leads from no other
     * @param events that it brought along
     */
    void frame(long ofEpoch, long number, boolean whole, int events) {
        follow(ofEpoch);
        missing += toldAgain;
        toldAgain = 0;
        int told = texts.headSet(number).size();
        if (from != NOWHERE) {
            long unknown = number - from - 1 - told - events;
            if (unknown < 0) {
                twice -= (int) unknown;
            } else if (whole && !firstFrame) {
                viewsLeftOut += (int) unknown;
            } else {
                missing += (int) unknown;
            }
        }
        texts.headSet(number).clear();
        firstFrame = false;
        from = number;
        highest = Math.max(highest, number);
    }

    /** The next owner's stream is another one, as is that of one who has got his room back. */
    private void follow(long ofEpoch) {
        if (ofEpoch != epoch) {
            epoch = ofEpoch;
            highest = 0;
            from = NOWHERE;
            texts.clear();
        }
    }

    /** How often he came back by {@code resume}. */
    int resumed() {
        return resumed;
    }

    /** How often he was told all that he had missed. */
    int complete() {
        return complete;
    }

    /** How many events he was told when he came back. */
    int again() {
        return again;
    }

    /** Numbers that nothing came for. */
    int missing() {
        return missing;
    }

    /** Numbers too few for what came. */
    int twice() {
        return twice;
    }

    /** Views in whose place a later one came. */
    int viewsLeftOut() {
        return viewsLeftOut;
    }
}
