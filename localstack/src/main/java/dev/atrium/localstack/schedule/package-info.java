/**
 * Schedules: what EventBridge is on AWS.
 *
 * <p>Started and closed by a composition root; a schedule has one thread that keeps the beat and
 * one per invocation, of which there is never more than one.
 */
@NullMarked
package dev.atrium.localstack.schedule;

import org.jspecify.annotations.NullMarked;
