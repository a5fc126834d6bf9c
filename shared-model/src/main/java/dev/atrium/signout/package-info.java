/**
 * Signing out everywhere: from which moment on what a player was given before counts no longer, and
 * how every host learns whom it must put out. DynamoDB is the record of sign-outs; Redis repeats it
 * for those who must ask about everybody who enters.
 *
 * <p>Functions write and ask; room hosts ask, and read the log of evictions, in which bans stand
 * too. Blocking where it says so; never called on a tick loop or an event loop. It must not close
 * anything by itself.
 */
@NullMarked
package dev.atrium.signout;

import org.jspecify.annotations.NullMarked;
