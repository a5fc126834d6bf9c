package dev.atrium.functions.edge;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;

import org.jspecify.annotations.Nullable;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a message came from, as far as what is counted by it goes: an address of IPv4, or the /64
 * of one of IPv6, since that is what one customer is given, who may take a new address within it
 * for each message (RFC 6177).
 *
 * @param key for a counter
 */
public record SourceNetwork(String key) {
    private static final int PREFIX_BYTES = 8;

    /** Of everybody whose address is not told; API Gateway tells each one's. */
    private static final SourceNetwork UNKNOWN = new SourceNetwork("unknown");

    /** That of an event, as API Gateway saw it: no header that a client may write is believed. */
    public static SourceNetwork of(APIGatewayV2WebSocketEvent event) {
        APIGatewayV2WebSocketEvent.RequestIdentity identity =
                event.getRequestContext().getIdentity();
        return identity == null ? UNKNOWN : of(identity.getSourceIp());
    }

    /** That of a request, as API Gateway or CloudFront before it saw it. */
    public static SourceNetwork of(HttpRequest request) {
        return of(request.sourceAddress());
    }

    static SourceNetwork of(@Nullable String address) {
        if (address == null) {
            return UNKNOWN;
        }
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? new SourceNetwork(
                            HexFormat.of()
                                            .formatHex(
                                                    Arrays.copyOf(
                                                            parsed.getAddress(), PREFIX_BYTES))
                                    + "/64")
                    : new SourceNetwork(parsed.getHostAddress());
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }
}
