package dev.atrium.cdk.function;

import dev.atrium.cdk.data.CacheStack;
import dev.atrium.cdk.data.DataStack;
import dev.atrium.cdk.data.SecretsStack;
import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.stage.Deployment;

/**
 * What rights and variables of functions and hosts are about.
 *
 * @param deployment its stage and domain
 * @param network where Redis is reached from
 * @param data tables, archive, queue
 * @param cache Redis
 * @param secrets keys
 * @param socketApiId the WebSocket API's
 */
public record FunctionPlaces(
        Deployment deployment,
        NetworkStack network,
        DataStack data,
        CacheStack cache,
        SecretsStack secrets,
        String socketApiId) {}
