/**
 * Signing in: guests and wallets, session tokens, one-use tokens for the gateway socket, and the
 * authorizers that check them.
 *
 * <p>Called by Lambda with events of API Gateway, on its one thread per instance; blocking. No
 * token, challenge or signature is logged.
 */
@NullMarked
package dev.atrium.functions.auth;

import org.jspecify.annotations.NullMarked;
