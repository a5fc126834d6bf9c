package dev.atrium.localstack.gateway;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.net.URI;

/**
 * The stage that the contract is held against: the one at the system property {@code
 * atrium.gateway.url} (and {@code atrium.gateway.socketUrl}, where the WebSocket API has another
 * host) with {@link ContractFunctions} behind it, or else an emulator of this process.
 */
final class ContractStage implements BeforeAllCallback, AutoCloseable {

    private GatewayEmulator emulator;
    private String httpUrl;
    private String socketUrl;

    @Override
    public void beforeAll(ExtensionContext context) {
        httpUrl = System.getProperty("atrium.gateway.url", "");
        if (httpUrl.isEmpty()) {
            emulator =
                    GatewayEmulator.start(
                            GatewaySettings.local(0, ContractFunctions.ACCESS_KEY_ID),
                            ContractFunctions.httpApi(),
                            ContractFunctions.webSocketApi(),
                            null);
            httpUrl = emulator.httpUrl();
            socketUrl = emulator.socketUrl();
            context.getStore(ExtensionContext.Namespace.create(ContractStage.class))
                    .put("emulator", this);
        } else {
            socketUrl =
                    System.getProperty(
                            "atrium.gateway.socketUrl",
                            httpUrl.replaceFirst("^http", "ws") + "/ws");
        }
    }

    URI http(String pathAndQuery) {
        return URI.create(httpUrl + pathAndQuery);
    }

    URI socket(String query) {
        return URI.create(socketUrl + "?" + query);
    }

    String socketDomain() {
        return URI.create(socketUrl).getAuthority();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
