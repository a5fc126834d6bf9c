package dev.atrium.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** What operators ask a host, over HTTP. */
record Operators(int port) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long POLL_MS = 20;

    static Operators of(RunningHost host) {
        return new Operators(host.operatorPort());
    }

    static HttpResponse<String> get(int port, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(TestPlayer.WAIT_S));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A command of an operator with that key. */
    HttpResponse<String> call(String method, String path, String key, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(TestPlayer.WAIT_S))
                        .header("X-Atrium-Operator-Key", key)
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        return get(port, path, headers);
    }

    /** Asks until the answer is like that. */
    String await(String path, Predicate<String> which) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TestPlayer.WAIT_S);
        String answer = "";
        while (System.nanoTime() < end) {
            answer = get(path).body();
            if (which.test(answer)) {
                return answer;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
        }
        throw new AssertionError(path + " still answers " + answer);
    }

    /** Waits for a host in a process of its own. */
    void awaitReady(long timeoutS) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutS);
        while (System.nanoTime() < end) {
            try {
                if (get("/ready").statusCode() == 200) {
                    return;
                }
            } catch (IllegalStateException e) {
                // Its port is not open yet.
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
        }
        throw new AssertionError("the host is not ready");
    }
}
