/**
 * What players may do with their own accounts: see their money and all that is stored of them, have
 * a user name, and go for good.
 *
 * <p>Handlers of the HTTP API, and one that a schedule calls; blocking. They move no money, but for
 * the play money that a deployment may give everybody once, and what somebody leaves behind who
 * deletes his account. No name, address or token is logged.
 */
@NullMarked
package dev.atrium.functions.account;

import org.jspecify.annotations.NullMarked;
