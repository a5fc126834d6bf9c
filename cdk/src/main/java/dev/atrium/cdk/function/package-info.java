/** A function as every stack deploys it: with a role, a log and rights of its own. */
@NullMarked
package dev.atrium.cdk.function;

import org.jspecify.annotations.NullMarked;
