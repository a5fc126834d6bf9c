/**
 * The pool of the party game's questions: the project's file, its table, and what is dealt to whom.
 *
 * <p>Room hosts ask the {@link dev.atrium.question.QuestionStore} when a game begins; a function
 * loads the file into the table. Blocking; never called on a tick loop or an event loop. It must
 * log no question and no answer: they are secrets until a round is over.
 */
@NullMarked
package dev.atrium.question;

import org.jspecify.annotations.NullMarked;
