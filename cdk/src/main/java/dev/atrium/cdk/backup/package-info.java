/** Copies of what players own, here and in a second region. */
@NullMarked
package dev.atrium.cdk.backup;

import org.jspecify.annotations.NullMarked;
