package dev.atrium.game;

import dev.atrium.message.Message;

/**
 * Something that a room wants done outside. Kept in the room's state until its destination has
 * acknowledged it, and therefore emitted again after a restore.
 *
 * @param destination where it goes
 * @param sequence numbered per destination without gaps, from 1
 * @param message what; of the sending game's vocabulary
 */
public record Effect(Destination destination, long sequence, Message message) {}
