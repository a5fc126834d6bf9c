/**
 * What goes over sockets and HTTP: JSON made from the shapes of message records, envelopes, errors
 * and close codes. {@code docs/protocol.md} is its description.
 *
 * <p>Used by functions, hosts and the local stack, on any thread; stateless. Input is read
 * strictly: a field that is missing, of another type or out of range is named in the refusal.
 */
@NullMarked
package dev.atrium.wire;

import org.jspecify.annotations.NullMarked;
