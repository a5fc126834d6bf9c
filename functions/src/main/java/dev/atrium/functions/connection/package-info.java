/**
 * The gateway's sockets: opening, closing, greeting, and what nobody else takes.
 *
 * <p>Called by Lambda with events of API Gateway, on its one thread per instance; blocking. Nothing
 * is posted to a socket while its {@code $connect} runs: API Gateway would answer 410.
 */
@NullMarked
package dev.atrium.functions.connection;

import org.jspecify.annotations.NullMarked;
