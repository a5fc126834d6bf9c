/**
 * The files of the web client: of a folder or of the class path, and WebJars. On AWS these come
 * from a distribution in front of the API.
 *
 * <p>Called on the virtual thread of a request. This package must not hand out anything outside of
 * its root, whatever a path says.
 */
@NullMarked
package dev.atrium.localstack.gateway.assets;

import org.jspecify.annotations.NullMarked;
