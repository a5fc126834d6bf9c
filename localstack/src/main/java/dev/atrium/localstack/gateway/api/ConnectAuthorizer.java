package dev.atrium.localstack.gateway.api;

import dev.atrium.localstack.lambda.LambdaFunction;

/**
 * A REQUEST authorizer on {@code $connect}.
 *
 * @param function answers with an IAM policy, a {@code principalId} and a context
 * @param queryParameter the identity source, {@code route.request.querystring.<name>}; a request
 *     without it is refused with 401 and the function is not asked
 */
public record ConnectAuthorizer(LambdaFunction function, String queryParameter) {}
