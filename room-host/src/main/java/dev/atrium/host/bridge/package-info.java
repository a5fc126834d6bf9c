/**
 * What lies outside of rooms and is asked by them: an effect goes out when the journal behind it is
 * stored, and its answer comes back as an input, which is journalled. Rooms call on their loops'
 * threads; a bridge must not block them, and answers on any thread.
 */
@NullMarked
package dev.atrium.host.bridge;

import org.jspecify.annotations.NullMarked;
