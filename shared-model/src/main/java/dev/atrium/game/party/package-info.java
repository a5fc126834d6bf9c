/**
 * The party game: a question, everybody's answers, one of which is a robot's and one correct; which
 * is whose is voted on. Rules only: called by the one thread that owns the room, they know no
 * clock, word list or store. Questions come from outside when a game begins, as a message that is
 * journalled; what is kept for good goes out as effects.
 */
@NullMarked
package dev.atrium.game.party;

import org.jspecify.annotations.NullMarked;
