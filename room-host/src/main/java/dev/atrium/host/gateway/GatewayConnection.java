package dev.atrium.host.gateway;

import dev.atrium.host.connection.ConnectionMeter;
import dev.atrium.host.connection.PacedConnection;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.MessageParts;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.ServerMessage;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.apigatewaymanagementapi.ApiGatewayManagementApiAsyncClient;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.GoneException;
import software.amazon.awssdk.services.apigatewaymanagementapi.model.PostToConnectionResponse;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A socket behind API Gateway. The gateway vouches for its player. */
final class GatewayConnection extends PacedConnection {
    /** A post whose reply is unknown is repeated with the same bytes; clients know its number. */
    private static final int POSTS_MAX = 3;

    private final String connectionId;
    private final String playerId;
    private final ApiGatewayManagementApiAsyncClient gateway;
    private final ConnectionMeter meter;
    private final Consumer<GatewayConnection> onGone;

    GatewayConnection(
            String connectionId,
            String playerId,
            ApiGatewayManagementApiAsyncClient gateway,
            ConnectionMeter meter,
            Consumer<GatewayConnection> onGone) {
        this.connectionId = connectionId;
        this.playerId = playerId;
        this.gateway = gateway;
        this.meter = meter;
        this.onGone = onGone;
    }

    @Override
    public String id() {
        return connectionId;
    }

    @Override
    public Optional<String> playerId() {
        return Optional.of(playerId);
    }

    @Override
    public ConnectionMeter meter() {
        return meter;
    }

    /** In parts, one after the other, if it is too long for one message. */
    @Override
    protected CompletionStage<?> begin(byte[] utf8) {
        meter.sent(utf8.length);
        CompletableFuture<?> posted = CompletableFuture.completedFuture(null);
        for (byte[] part : MessageParts.of(utf8)) {
            posted = posted.thenCompose(before -> post(SdkBytes.fromByteArrayUnsafe(part), 1));
        }
        return posted.whenComplete(
                (done, failure) -> {
                    if (failure != null) {
                        onGone.accept(this);
                    }
                });
    }

    private CompletableFuture<PostToConnectionResponse> post(SdkBytes bytes, int number) {
        return gateway.postToConnection(post -> post.connectionId(connectionId).data(bytes))
                .exceptionallyCompose(
                        failure ->
                                isGone(failure) || number >= POSTS_MAX
                                        ? CompletableFuture.failedFuture(failure)
                                        : post(bytes, number + 1));
    }

    private static boolean isGone(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof GoneException;
    }

    /**
     * The lobby lives on the same socket, so it stays open, and the room alone has ended here. Only
     * who abuses it, or may not be here at all any more, is cut off: told why in words, since the
     * gateway has no close codes.
     */
    @Override
    protected void closeTransport(CloseCode code) {
        switch (code) {
            case MALFORMED, RATE_LIMITED, TOO_SLOW, UPGRADE_REQUIRED, BANNED, SIGNED_OUT ->
                    cutOff(code);
            case UNAUTHORIZED, KICKED, SILENT, REPLACED, ROOM_OVER, HOST_LEAVING ->
                    onGone.accept(this);
        }
    }

    /** Known here until it is cut off, so that what it goes on sending meets a closed door. */
    private void cutOff(CloseCode code) {
        RoomMessages.Closing closing = new RoomMessages.Closing(code.code(), code.reason());
        byte[] utf8 = ServerMessage.answer(Optional.empty(), closing);
        var _ =
                post(SdkBytes.fromByteArrayUnsafe(utf8), POSTS_MAX)
                        .handle((posted, failure) -> null)
                        .thenCompose(told -> gateway.deleteConnection(d -> d.connectionId(id())))
                        .whenComplete((deleted, failure) -> onGone.accept(this));
    }
}
