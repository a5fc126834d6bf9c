/**
 * Loads the project's questions of the party game into their table.
 *
 * <p>Deployments call it, and the local stack when it starts; no client can. It must log no
 * question and no answer.
 */
@NullMarked
package dev.atrium.functions.question;

import org.jspecify.annotations.NullMarked;
