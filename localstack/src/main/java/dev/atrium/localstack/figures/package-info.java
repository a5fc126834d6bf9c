/**
 * Measures what the project promises of its local stack, through the public interface of a stack in
 * a process of its own. {@code localstack/figures} runs it; {@code docs/figures.md} says what came
 * out.
 */
@NullMarked
package dev.atrium.localstack.figures;

import org.jspecify.annotations.NullMarked;
