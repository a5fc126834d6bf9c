/** The stages of Atrium, and how large each is. Data: nothing here knows the CDK. */
@NullMarked
package dev.atrium.cdk.stage;

import org.jspecify.annotations.NullMarked;
