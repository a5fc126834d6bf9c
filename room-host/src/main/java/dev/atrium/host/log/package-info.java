/**
 * How a host's log is written: a JSON object to a line, or lines for people.
 *
 * <p>Made by the logging configuration at start; called on the log's own thread. It shows what log
 * statements say and nothing else: secrets are kept out where they would be logged.
 */
@NullMarked
package dev.atrium.host.log;

import org.jspecify.annotations.NullMarked;
