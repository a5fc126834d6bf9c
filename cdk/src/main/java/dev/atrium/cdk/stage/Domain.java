package dev.atrium.cdk.stage;

import java.util.regex.Pattern;

/**
 * Where players find it. Certificates and records are made in a hosted zone of Route 53 that is
 * there already.
 *
 * @param name of the web client, such as {@code play.example.com}; everything else is below it
 * @param zoneId of the hosted zone that has it, {@code Z…}
 */
public record Domain(String name, String zoneId) {
    private static final int NAME_MAX = 200;
    private static final Pattern NAMES =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
    private static final Pattern ZONES = Pattern.compile("Z[A-Z0-9]{5,31}");

    public Domain {
        if (name.length() > NAME_MAX || !NAMES.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "domain=%s (allowed: a name such as play.example.com)".formatted(name));
        }
        if (!ZONES.matcher(zoneId).matches()) {
            throw new IllegalArgumentException(
                    "zone=%s (allowed: a hosted zone's id, such as Z0123456789ABC)"
                            .formatted(zoneId));
        }
    }

    /** Of the HTTP API, for CloudFront alone: players ask {@link #name}. */
    public String api() {
        return "api." + name;
    }

    /** Of the gateway's WebSocket API. */
    public String socket() {
        return "ws." + name;
    }

    /** Of the room hosts' direct sockets. */
    public String rooms() {
        return "rooms." + name;
    }

    /** The origin of the web client's pages. */
    public String origin() {
        return "https://" + name;
    }
}
