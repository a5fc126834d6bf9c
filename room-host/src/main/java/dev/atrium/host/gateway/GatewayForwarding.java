package dev.atrium.host.gateway;

import dev.atrium.host.front.Credentials;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.RoomMessages;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Passes gateway messages on to the host that owns their room: a balancer cannot know it, so any
 * host may get any message. Blocking.
 */
public final class GatewayForwarding {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayForwarding.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(1))
                    .build();
    private final RoomOpener opener;
    private final Credentials credentials;
    private final String gatewayKey;

    /** Forwarding with that shared key. */
    public GatewayForwarding(RoomOpener opener, Credentials credentials, String gatewayKey) {
        this.opener = opener;
        this.credentials = credentials;
        this.gatewayKey = gatewayKey;
    }

    /**
     * Whether it was taken by the host that owns its room.
     *
     * @param connectionId the gateway's
     * @param playerId whom its authorizer let in
     * @param utf8 the body
     */
    boolean passOn(String connectionId, String playerId, byte[] utf8) {
        Optional<String> roomId = roomOf(utf8);
        if (roomId.isEmpty()) {
            return false;
        }
        return switch (opener.locate(roomId.get())) {
            case RoomOpener.Found.Elsewhere elsewhere ->
                    post(request(connectionId, playerId, utf8, elsewhere.host().internalUrl()));
            case RoomOpener.Found.Here here -> false;
            case RoomOpener.Found.NotOpen notOpen -> false;
            case RoomOpener.Found.Unknown unknown -> false;
            case RoomOpener.Found.Over over -> false;
            case RoomOpener.Found.Unavailable unavailable -> false;
        };
    }

    private Optional<String> roomOf(byte[] utf8) {
        try {
            ClientMessage message = ClientMessage.parse(utf8);
            return switch (message.action()) {
                case "enter" ->
                        credentials.ticket(message.as(RoomMessages.Enter.class).ticket())
                                        instanceof Credentials.Admission.Admitted admitted
                                ? Optional.of(admitted.roomId())
                                : Optional.empty();
                case "resume" -> Optional.of(message.as(RoomMessages.Resume.class).roomId());
                default -> message.room();
            };
        } catch (WireException e) {
            // The front will say what is wrong with it.
            return Optional.empty();
        }
    }

    private HttpRequest request(
            String connectionId, String playerId, byte[] utf8, String internalUrl) {
        return HttpRequest.newBuilder(URI.create(internalUrl + "/gateway/message"))
                .timeout(TIMEOUT)
                .header(GatewayHeaders.KEY, gatewayKey)
                .header(GatewayHeaders.CONNECTION, connectionId)
                .header(GatewayHeaders.PLAYER, playerId)
                .header(GatewayHeaders.FORWARDED, "1")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(utf8))
                .build();
    }

    private boolean post(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            LOG.warn("a gateway message could not be passed on: {}", e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
