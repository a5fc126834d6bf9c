package dev.atrium.functions.edge;

import dev.atrium.schema.Tables;
import dev.atrium.wire.MessageParts;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

/** Sends through API Gateway's {@code @connections} API. */
public final class GatewayPoster implements Poster {
    private final ApiGatewayManagementApiClient gateway;
    private final Stores stores;

    /** Posting with that client. */
    public GatewayPoster(ApiGatewayManagementApiClient gateway, Stores stores) {
        this.gateway = gateway;
        this.stores = stores;
    }

    @Override
    public boolean post(String connectionId, byte[] utf8) {
        try {
            for (byte[] part : MessageParts.of(utf8)) {
                gateway.postToConnection(
                        post -> post.connectionId(connectionId).data(SdkBytes.fromByteArray(part)));
            }
            return true;
        } catch (GoneException e) {
            stores.table(Tables.CONNECTIONS)
                    .deleteItem(Key.builder().partitionValue(connectionId).build());
            return false;
        }
    }
}
