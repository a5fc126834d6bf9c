/**
 * What each function and the hosts may ask of AWS: the deployment grants it, and the tests refuse
 * the rest. It knows tables by {@link dev.atrium.schema.Tables} and handlers by name alone.
 */
@NullMarked
package dev.atrium.rights;

import org.jspecify.annotations.NullMarked;
