package dev.atrium.game;

import dev.atrium.compact.CompactReader;
import dev.atrium.compact.CompactWriter;
import dev.atrium.message.Message;

/**
 * A game's view and commands in few bytes, for the hot path of direct sockets. A keyframe is a view
 * whole; a delta holds what a client that has the view before cannot foretell, so that what goes on
 * as it was costs nothing. Both sides foretell with the same integers: {@code readDelta(before,
 * ticks, …)} gives exactly the view that {@code writeDelta} was given.
 *
 * <p>Pure and thread-safe; readers throw {@link dev.atrium.compact.CompactFormatException} for
 * whatever is not theirs. Only for views that are the same for all.
 */
public interface CompactForm {
    /** Writes a view whole. */
    void writeKeyframe(Message view, CompactWriter out);

    /**
     * Writes what is not foretold.
     *
     * @param before the view that the client has
     * @param ticks from that view to this one, 0 and more
     */
    void writeDelta(Message before, Message view, int ticks, CompactWriter out);

    /** Reads what {@link #writeKeyframe} wrote. */
    Message readKeyframe(CompactReader in);

    /** Reads what {@link #writeDelta} wrote. */
    Message readDelta(Message before, int ticks, CompactReader in);

    /** Writes a command of a seat. */
    void writeCommand(PlayerCommand command, CompactWriter out);

    /**
     * Reads a command.
     *
     * @param seat whose it is
     */
    PlayerCommand readCommand(int seat, CompactReader in);
}
