package dev.atrium.host.gateway;

import dev.atrium.host.front.Credentials;
import dev.atrium.host.front.RoomFound;
import dev.atrium.host.front.RoomOpener;
import dev.atrium.room.HostLeaseTimes;
import dev.atrium.schema.HostRow;
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
    private static final String ENTER = "enter";

    /** As long as a lease: by then who does not answer may not be the owner any more. */
    private static final Duration TIMEOUT = Duration.ofMillis(HostLeaseTimes.LEASE_MS);

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

    /** Whose a message is. */
    enum Passage {
        /** This host's: it owns the room, or can say as well as any other what is wrong. */
        OURS,
        /** The host that owns its room has taken it. */
        PASSED_ON,
        /** The host that owns its room is not reached, or not known just now: soon it will be. */
        NOT_REACHED
    }

    /**
     * Passes it on to the host that owns its room, if that is another.
     *
     * @param connectionId the gateway's
     * @param playerId whom its authorizer let in
     * @param utf8 the body
     */
    Passage passOn(String connectionId, String playerId, byte[] utf8) {
        ClientMessage message;
        Optional<String> roomId;
        try {
            message = ClientMessage.parse(utf8);
            roomId = roomOf(message);
        } catch (WireException e) {
            // The front will say what is wrong with it.
            return Passage.OURS;
        }
        if (roomId.isEmpty()) {
            return Passage.OURS;
        }
        return switch (opener.locate(roomId.get())) {
            case RoomFound.Elsewhere elsewhere ->
                    post(connectionId, playerId, utf8, elsewhere.host())
                            ? Passage.PASSED_ON
                            : Passage.NOT_REACHED;
            // It may be this host's to open. Who is in already and meets a room that is just
            // restored, or a store that is away, must not hear that he is not.
            case RoomFound.Unavailable unavailable ->
                    message.action().equals(ENTER) ? Passage.OURS : Passage.NOT_REACHED;
            case RoomFound.Here here -> Passage.OURS;
            case RoomFound.NotOpen notOpen -> Passage.OURS;
            case RoomFound.Unknown unknown -> Passage.OURS;
            case RoomFound.Over over -> Passage.OURS;
        };
    }

    private Optional<String> roomOf(ClientMessage message) throws WireException {
        return switch (message.action()) {
            case ENTER ->
                    credentials.ticket(message.as(RoomMessages.Enter.class).ticket())
                                    instanceof Credentials.Admission.Admitted admitted
                            ? Optional.of(admitted.ticket().roomId())
                            : Optional.empty();
            case "resume" -> Optional.of(message.as(RoomMessages.Resume.class).roomId());
            default -> message.room();
        };
    }

    /** Throws if the owner's row tells an address that is none. */
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

    private boolean post(String connectionId, String playerId, byte[] utf8, HostRow owner) {
        try {
            HttpRequest request = request(connectionId, playerId, utf8, owner.internalUrl());
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                LOG.warn("host {} takes no gateway message: {}", owner.hostId(), status);
            }
            return status == 200;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("host {} is not reached: {}", owner.hostId(), e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
