/**
 * Room hosts as processes of their own: what runs on ECS runs here the same way.
 *
 * <p>Started and ended by the stack.
 */
@NullMarked
package dev.atrium.localstack.host;

import org.jspecify.annotations.NullMarked;
