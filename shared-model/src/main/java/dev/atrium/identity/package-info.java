/**
 * Who somebody is and what he may open: signing keys, session tokens, tickets, sign-in challenges,
 * user names, puzzles for newcomers.
 *
 * <p>Functions issue and verify, hosts verify. Pure computing on any thread; times come in as a
 * clock. Nothing here logs, and no secret is in a {@code toString}.
 */
@NullMarked
package dev.atrium.identity;

import org.jspecify.annotations.NullMarked;
