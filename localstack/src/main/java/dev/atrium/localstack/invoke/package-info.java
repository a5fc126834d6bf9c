/**
 * A stand-in for Lambda's own API: other processes of the stack invoke functions by name, with
 * AWS's SDK, as room hosts do on AWS.
 *
 * <p>Started by the stack, on a port of its own that only this machine reaches. What it answers is
 * what the SDK reads: the payload, {@code X-Amz-Function-Error}, and the errors by name. It checks
 * no signature.
 */
@NullMarked
package dev.atrium.localstack.invoke;

import org.jspecify.annotations.NullMarked;
