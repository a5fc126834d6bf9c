/**
 * The AWS deployment, one stack per concern, synthesised by {@link dev.atrium.cdk.AtriumApp}. What
 * the stacks build comes from the definitions that functions and room hosts use themselves, so a
 * table cannot be deployed differently from what the code expects. Called by the CDK's command line
 * alone, on one thread; it reads no AWS account and makes no call.
 */
@NullMarked
package dev.atrium.cdk;

import org.jspecify.annotations.NullMarked;
