/**
 * The party game: a question, everybody's answers, one of which is a robot's and one correct; which
 * is whose is voted on. Rules only: called by the one thread that owns the room, they know no
 * clock, word list or store. Questions come from outside when a game begins, as a message that is
 * journalled; what is kept for good goes out as effects.
 *
 * <p>{@link dev.atrium.game.party.PartyGame} is the way in. {@link
 * dev.atrium.game.party.PartySimulation} takes inputs and hands commands to {@link
 * dev.atrium.game.party.CommandDesk}; {@link dev.atrium.game.party.Course} goes from phase to
 * phase; {@link dev.atrium.game.party.Party} holds the state, in {@link
 * dev.atrium.game.party.Company}, {@link dev.atrium.game.party.Deck}, {@link
 * dev.atrium.game.party.Clock} and the {@link dev.atrium.game.party.Round} with its {@link
 * dev.atrium.game.party.AnswerBoard} and {@link dev.atrium.game.party.Ballot}s; {@link
 * dev.atrium.game.party.Scoring} and {@link dev.atrium.game.party.Ranking} count. Until a round's
 * results its secrets leave through none of them: {@link dev.atrium.game.party.Showing} is all that
 * views are made by.
 */
@NullMarked
package dev.atrium.game.party;

import org.jspecify.annotations.NullMarked;
