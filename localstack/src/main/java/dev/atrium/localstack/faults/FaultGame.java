package dev.atrium.localstack.faults;

import java.io.IOException;
import java.util.List;

/**
 * What depends on the game in a round of faults: who sits in its rooms, what they do, and what is
 * held against what the stores have. On the main thread.
 */
interface FaultGame {
    /** Sees to what the game needs of the stores, once, before there are rooms. */
    void prepare(FaultStage stage);

    /** Places rooms on a host; gives every player's way in, those of a room behind each other. */
    List<FaultSeat> place(FaultStage stage, StageHost host, int rooms) throws IOException;

    /**
     * A player who has not come yet.
     *
     * @param index of the player in his round, from 0
     * @param rate how often in a second he is told that an input is due
     */
    Role role(FaultSeat seat, int index, int rate);

    /**
     * What a player is in his game.
     *
     * @param witness what he was told
     * @param hand what he does
     */
    record Role(Witness witness, Hand hand) {}

    /** How long players have, in seconds, to come to an end once the fault is over. */
    long settleSeconds();

    /** Holds what the players were told against what the stores have, and counts in the tally. */
    void verify(FaultStage stage, FaultCrowd crowd, FaultTally tally)
            throws IOException, InterruptedException;
}
