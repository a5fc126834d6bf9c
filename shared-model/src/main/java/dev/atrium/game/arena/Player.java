package dev.atrium.game.arena;

import dev.atrium.game.Seat;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

/** One who fights: his seat and what is counted for him. Mutable, of one room's thread. */
final class Player {
    final int seat;

    /** Eliminations since one of his own last fell. */
    int streak;

    /** Lost by decision of the shell, and ranked last. */
    boolean forfeited;

    /** Gave his seat up, and takes no more part; only where people come and go. */
    boolean left;

    /** His connection is gone; only where people come and go. */
    boolean gone;

    /** A house bot; only where people come and go. */
    boolean bot;

    /** Warriors that he entered, the fallen included; counted again on restore. */
    int entered;

    /** Warriors of his that live; counted again on restore. */
    int living;

    /** Entered strictly fewer warriors than the mean; worked out again on restore. */
    boolean underdog;

    Player(Seat seat) {
        this(seat.index());
        this.bot = seat.bot();
    }

    private Player(int seat) {
        this.seat = seat;
    }

    /** Whether he takes no part any more. */
    boolean out() {
        return left || forfeited;
    }

    void write(StateWriter out) {
        out.int32(seat).int32(streak).bool(forfeited);
    }

    static Player read(StateReader in) {
        Player player = new Player(in.int32());
        player.streak = in.int32();
        player.forfeited = in.bool();
        return player;
    }
}
