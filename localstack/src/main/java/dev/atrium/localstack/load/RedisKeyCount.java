package dev.atrium.localstack.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;

/** How many keys a Redis holds, asked over a socket of its own. */
final class RedisKeyCount {
    private static final int TIMEOUT_MS = 5_000;

    private RedisKeyCount() {}

    /** Those that have just expired count until Redis comes to them, within a second or so. */
    static long at(URI redis) throws IOException {
        try (Socket socket = new Socket(redis.getHost(), redis.getPort())) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write("DBSIZE\r\n".getBytes(US_ASCII));
            String answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
                            .readLine();
            if (answer == null || !answer.startsWith(":")) {
                throw new IOException("Redis does not tell how many keys it has: " + answer);
            }
            return Long.parseLong(answer.substring(1));
        }
    }
}
