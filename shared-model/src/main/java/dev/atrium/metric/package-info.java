/**
 * What functions tell CloudWatch: names of figures and where they stand. Functions write them,
 * deployment makes alarms and dashboards of them, so they cannot differ.
 *
 * <p>Values only; pure.
 */
@NullMarked
package dev.atrium.metric;

import org.jspecify.annotations.NullMarked;
