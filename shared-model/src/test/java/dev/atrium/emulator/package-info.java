/** Emulators of AWS for tests of stores; see {@code localstack/docs/localstack.md}. */
@NullMarked
package dev.atrium.emulator;

import org.jspecify.annotations.NullMarked;
