/**
 * What a deployment costs in a month: prices with their dates, what players do, and the bill that
 * follows from both and from the sizes that are deployed.
 *
 * <p>Pure but for {@link dev.atrium.cdk.cost.CostTool}, the main of {@code cdk/cost}. Sizes come
 * from {@code dev.atrium.cdk.stage} and {@code dev.atrium.scaling}, so that what is priced is what
 * is deployed. Nothing here knows the CDK or asks AWS.
 */
@NullMarked
package dev.atrium.cdk.cost;

import org.jspecify.annotations.NullMarked;
