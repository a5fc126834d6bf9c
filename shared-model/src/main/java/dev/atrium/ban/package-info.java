/**
 * Bans: who is kept out of every game, and until when. DynamoDB is the record; Redis repeats it for
 * those who must ask about everybody who enters.
 *
 * <p>Room hosts write bans and ask Redis; functions ask DynamoDB; operators list and lift them.
 * Blocking; never called on a tick loop or an event loop. It must not decide what deserves a ban.
 */
@NullMarked
package dev.atrium.ban;

import org.jspecify.annotations.NullMarked;
