/**
 * Where a deployment keeps its keys: a folder, or secrets of AWS Secrets Manager.
 *
 * <p>Asked for by the composition roots of functions and hosts, and by who deploys; what they get
 * is a {@link dev.atrium.identity.KeySource}. Nothing here logs, and no secret is in a {@code
 * toString} or an exception. Who has a folder loads no class of Secrets Manager's client.
 */
@NullMarked
package dev.atrium.keys;

import org.jspecify.annotations.NullMarked;
