package dev.atrium.cdk.web;

import dev.atrium.cdk.stage.Domain;

/**
 * The Content-Security-Policy of the web client's pages: what they load is their own, their sockets
 * go to the gateway and to rooms, and nobody puts them into a frame.
 */
final class PagePolicy {
    private PagePolicy() {}

    static String of(Domain domain) {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                // The icon of the first page is written out in it.
                "img-src 'self' data:",
                "connect-src 'self' wss://%s wss://%s".formatted(domain.socket(), domain.rooms()),
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'");
    }
}
