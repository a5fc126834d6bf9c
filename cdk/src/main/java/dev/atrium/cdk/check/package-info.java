/** What every template is held to before it is written, and the exceptions to it. */
@NullMarked
package dev.atrium.cdk.check;

import org.jspecify.annotations.NullMarked;
