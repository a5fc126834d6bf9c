/**
 * What players see of their own money.
 *
 * <p>Handlers of the HTTP API; blocking. They move none, but for the play money that a deployment
 * may give everybody once.
 */
@NullMarked
package dev.atrium.functions.account;

import org.jspecify.annotations.NullMarked;
