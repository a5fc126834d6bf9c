/** Where everything stands that is no function of AWS itself, and who may talk to whom there. */
@NullMarked
package dev.atrium.cdk.network;

import org.jspecify.annotations.NullMarked;
