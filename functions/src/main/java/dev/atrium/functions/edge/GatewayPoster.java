package dev.atrium.functions.edge;

import dev.atrium.schema.Tables;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.MessageParts;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.ServerMessage;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;

import java.util.Optional;

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
            forget(connectionId);
            return false;
        }
    }

    @Override
    public void cutOff(String connectionId, CloseCode code) {
        RoomMessages.Closing closing = new RoomMessages.Closing(code.code(), code.reason());
        if (!post(connectionId, ServerMessage.answer(Optional.empty(), closing))) {
            return;
        }
        try {
            gateway.deleteConnection(delete -> delete.connectionId(connectionId));
        } catch (GoneException e) {
            // It went by itself meanwhile.
        }
        forget(connectionId);
    }

    private void forget(String connectionId) {
        stores.table(Tables.CONNECTIONS)
                .deleteItem(Key.builder().partitionValue(connectionId).build());
    }
}
