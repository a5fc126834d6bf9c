/**
 * Makes what a deployment finds in AWS at whatever emulator answers: tables, the archive's bucket,
 * secrets and the queue of wakes, from the definitions that the code itself goes by.
 *
 * <p>Run by the main of {@code localstack/resources} and by tests, on one thread. What is there
 * already is left alone, so it may run again. It never asks AWS itself: there the CDK does this.
 */
@NullMarked
package dev.atrium.localstack.resources;

import org.jspecify.annotations.NullMarked;
