/**
 * Which words nobody may show others: in a name, an answer, a code. The words are a library's, not
 * ours; ours is how text is read, and which words of the library people say without meaning harm.
 *
 * <p>Called by functions and hosts, on any thread, before rules are asked: rules must not know of
 * it, since a journal is replayed when the list is another. It reads resources once and does no I/O
 * after that.
 */
@NullMarked
package dev.atrium.words;

import org.jspecify.annotations.NullMarked;
