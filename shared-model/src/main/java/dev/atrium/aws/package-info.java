/** How Atrium reaches AWS. Called by whoever makes a client of the SDK; knows none of them. */
@NullMarked
package dev.atrium.aws;

import org.jspecify.annotations.NullMarked;
