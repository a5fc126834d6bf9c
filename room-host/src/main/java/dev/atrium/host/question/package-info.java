/**
 * How party rooms get their questions: asked through a bridge, read on threads that may wait, and
 * answered in any case, so that no room waits for good.
 */
@NullMarked
package dev.atrium.host.question;

import org.jspecify.annotations.NullMarked;
