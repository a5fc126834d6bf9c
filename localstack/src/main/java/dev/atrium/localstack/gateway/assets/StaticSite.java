package dev.atrium.localstack.gateway.assets;

import dev.atrium.localstack.gateway.server.GatewayAnswer;
import dev.atrium.localstack.gateway.server.GatewayRequest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers GET and HEAD with files: {@code /} is index.html, {@code /webjars/…} libraries. */
public final class StaticSite {

    private static final String WEBJARS = "webjars/";

    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("map", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("ogg", "audio/ogg"),
                    Map.entry("wasm", "application/wasm"));

    private final AssetSource files;
    private final AssetSource webJars;

    /** A site of these files; WebJars from where their source says. */
    public StaticSite(AssetSource files, AssetSource webJars) {
        this.files = files;
        this.webJars = webJars;
    }

    /** The file that a request is for; nothing where it is for none. */
    public Optional<GatewayAnswer> find(GatewayRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Optional.empty();
        }
        String decoded = request.decodedPath();
        if (decoded == null || !decoded.startsWith("/")) {
            return Optional.empty();
        }
        String path = decoded.equals("/") ? "index.html" : decoded.substring(1);
        if (!isClean(path)) {
            return Optional.empty();
        }
        Optional<byte[]> content =
                path.startsWith(WEBJARS)
                        ? webJars.read(path.substring(WEBJARS.length()))
                        : files.read(path);
        return content.map(bytes -> answer(request, path, bytes));
    }

    /** No segment that is empty or leads elsewhere; a percent sign means encoded twice. */
    private static boolean isClean(String path) {
        if (path.indexOf('\\') >= 0 || path.indexOf('%') >= 0 || path.indexOf(':') >= 0) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.startsWith(".")) {
                return false;
            }
        }
        return true;
    }

    private static GatewayAnswer answer(GatewayRequest request, String path, byte[] content) {
        String tag = '"' + HexFormat.of().formatHex(sha256(content), 0, 16) + '"';
        boolean known = tag.equals(request.header("if-none-match"));
        GatewayAnswer answer =
                known
                        ? GatewayAnswer.empty(304)
                        : new GatewayAnswer(200, List.of(), content)
                                .with("content-type", typeOf(path));
        // Kept, but asked about each time: a saved file is a new file at once.
        return answer.with("cache-control", "no-cache")
                .with("etag", tag)
                .with("x-content-type-options", "nosniff");
    }

    private static String typeOf(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(extension, "application/octet-stream");
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
