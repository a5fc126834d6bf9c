package dev.atrium.aws;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.Header;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * HTTP for clients of the SDK, over the JDK's own connections, with its TLS and trust, which are
 * read by the first that wants them, and the proxies of its system properties. Thread-safe.
 *
 * <p>What is posted is written at once with its length: the JDK asks a connection that is used
 * again whether it still stands before it streams to it, and waits a whole millisecond for the
 * answer. What goes wrong on such a connection it tries once more on another, as the SDK would.
 *
 * <p>Connections are kept for whoever comes next: the JDK's own would be {@code 5} at most and
 * {@code 5} seconds, after which every call begins with TLS. It reads how many and how long with
 * the first connection of the process; system properties that somebody has set are left alone.
 */
public final class AwsHttp implements SdkHttpClient {
    /** Of the SDK itself. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);

    /** To one address, unused. */
    private static final int KEPT_MAX = 64;

    /** Unused; AWS's own ends stay open for about a minute. */
    private static final int KEPT_S = 50;

    static {
        keep("http.maxConnections", KEPT_MAX);
        keep("http.keepAlive.time.server", KEPT_S);
    }

    private final SdkHttpClient connections;

    private AwsHttp(SdkHttpClient connections) {
        this.connections = connections;
    }

    private static void keep(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    /** With the SDK's own times: two seconds to connect, thirty for an answer. */
    public static SdkHttpClient client() {
        return client(CONNECT_TIMEOUT, READ_TIMEOUT);
    }

    /**
     * A client.
     *
     * @param connect how long it waits for a connection, over 0
     * @param read how long it waits for more of an answer, over 0
     */
    public static SdkHttpClient client(Duration connect, Duration read) {
        int connectMs = milliseconds(connect);
        int readMs = milliseconds(read);
        return new AwsHttp(
                UrlConnectionHttpClient.create(uri -> connection(uri, connectMs, readMs)));
    }

    private static int milliseconds(Duration timeout) {
        int ms = Math.toIntExact(timeout.toMillis());
        if (ms <= 0) {
            throw new IllegalArgumentException("timeout=" + timeout + " (allowed: 1 ms and more)");
        }
        return ms;
    }

    private static HttpURLConnection connection(URI uri, int connectMs, int readMs) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(connectMs);
            connection.setReadTimeout(readMs);
            return connection;
        } catch (IOException e) {
            throw new UncheckedIOException("no connection to " + uri.getHost(), e);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return connections.prepareRequest(
                request.httpRequest().method() == SdkHttpMethod.POST ? whole(request) : request);
    }

    /** The JDK streams what it is told the length of, and counts what it is not. */
    private static HttpExecuteRequest whole(HttpExecuteRequest request) {
        HttpExecuteRequest.Builder whole =
                HttpExecuteRequest.builder()
                        .request(
                                request.httpRequest()
                                        .copy(r -> r.removeHeader(Header.CONTENT_LENGTH)));
        request.contentStreamProvider().ifPresent(whole::contentStreamProvider);
        request.metricCollector().ifPresent(whole::metricCollector);
        return whole.build();
    }

    @Override
    public String clientName() {
        return connections.clientName();
    }

    @Override
    public void close() {
        connections.close();
    }
}
