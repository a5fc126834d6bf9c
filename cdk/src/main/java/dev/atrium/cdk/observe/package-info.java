/**
 * How operators see a stage: figures of hosts and functions, alarms and whom they reach,
 * dashboards, saved queries, and what is spent. Names of figures are those of the code that writes
 * them.
 */
@NullMarked
package dev.atrium.cdk.observe;

import org.jspecify.annotations.NullMarked;
