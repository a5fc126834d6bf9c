/**
 * {@code localstack/replay}: runs a finished room again and says whether it is as its outcome says.
 *
 * <p>A process of its own, on its main thread. It believes nothing but what the replay itself
 * proves, and asks a stack only for the replay.
 */
@NullMarked
package dev.atrium.localstack.replay;

import org.jspecify.annotations.NullMarked;
