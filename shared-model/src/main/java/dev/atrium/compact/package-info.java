/**
 * Bytes for the hot path: small numbers take one byte, and whatever is read is checked. Used by
 * games for their compact form and by the wire for its frames; free of threads, clocks and I/O. A
 * reader throws {@link dev.atrium.compact.CompactFormatException} and nothing else, whatever bytes
 * it is given, and makes nothing larger than they are.
 */
@NullMarked
package dev.atrium.compact;

import org.jspecify.annotations.NullMarked;
