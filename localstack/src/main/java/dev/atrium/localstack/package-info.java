/**
 * The local stack: all of Atrium on one machine with one command, without Docker.
 *
 * <p>{@link dev.atrium.localstack.LocalStack} is its main. Everything that AWS does is done here by
 * a stand-in that keeps AWS's own rules; everything else is the real thing.
 */
@NullMarked
package dev.atrium.localstack;

import org.jspecify.annotations.NullMarked;
