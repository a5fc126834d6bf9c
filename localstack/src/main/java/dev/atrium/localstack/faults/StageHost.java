package dev.atrium.localstack.faults;

import dev.atrium.localstack.host.HostProcess;
import dev.atrium.localstack.store.FreePort;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A place for a host, with one process after the other in it. One thread's. */
final class StageHost implements AutoCloseable {
    private static final long SIGNAL_TIMEOUT_S = 10;
    private static final Duration READY_TIMEOUT = Duration.ofSeconds(2);

    private final Setting setting;
    private final int port = FreePort.find();
    private final int operatorPort = FreePort.find();
    private final List<Wire> toStores = new ArrayList<>();
    private final List<Wire> toIt = new ArrayList<>();
    private final Map<String, String> environment;
    private final int door;
    private HostProcess process;
    private String hostId = "";

    /**
     * What hosts are started with.
     *
     * @param program that is the host
     * @param wired whether they are reached, and reach their stores, by ways that can be cut
     * @param redis port of Redis
     * @param dynamo port of DynamoDB
     * @param environment beside what follows from these
     */
    record Setting(
            List<String> jvmFlags,
            HostProcess.Program program,
            boolean wired,
            int redis,
            int dynamo,
            Map<String, String> environment,
            Path log) {}

    StageHost(Setting setting) throws IOException {
        this.setting = setting;
        this.environment = new HashMap<>(setting.environment());
        int redis = setting.redis();
        int dynamo = setting.dynamo();
        if (setting.wired()) {
            toStores.add(Wire.to(redis));
            toStores.add(Wire.to(dynamo));
            toIt.add(Wire.to(port));
            redis = toStores.get(0).port();
            dynamo = toStores.get(1).port();
        }
        this.door = setting.wired() ? toIt.getFirst().port() : port;
        environment.put("ATRIUM_OPERATOR_PORT", Integer.toString(operatorPort));
        environment.put("ATRIUM_DIRECT_URL", direct());
        environment.put("ATRIUM_INTERNAL_URL", "http://127.0.0.1:" + door);
        environment.put("ATRIUM_REDIS_URI", "redis://127.0.0.1:" + redis);
        environment.put("AWS_ENDPOINT_URL", "http://127.0.0.1:" + dynamo);
        this.process = launch();
    }

    private HostProcess launch() throws IOException {
        return HostProcess.start(
                setting.jvmFlags(), port, setting.program(), environment, setting.log());
    }

    /** Where players find it. */
    String direct() {
        return "ws://localhost:" + door + "/play";
    }

    /** The port of {@link #direct}. */
    int port() {
        return door;
    }

    /** Where other parts of the stage reach it. */
    URI internal() {
        return URI.create("http://127.0.0.1:" + door);
    }

    /** Which host it is now; empty until it has its lease. */
    String hostId() {
        return hostId;
    }

    void isHost(String id) {
        hostId = id;
    }

    boolean lives() {
        return ProcessHandle.of(process.pid()).map(ProcessHandle::isAlive).orElse(false);
    }

    void awaitReady() throws IOException, InterruptedException {
        process.awaitReady();
    }

    /** What operators are told of whether it takes rooms: 200 or 503; 0 if it does not answer. */
    int readiness() throws InterruptedException {
        URI ready = URI.create("http://127.0.0.1:" + operatorPort + "/ready");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(ready).timeout(READY_TIMEOUT).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    /** A new process in the place of one that has ended. */
    void startAgain() throws IOException {
        hostId = "";
        process = launch();
    }

    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (!kill.waitFor(SIGNAL_TIMEOUT_S, TimeUnit.SECONDS) || kill.exitValue() != 0) {
            throw new IllegalStateException("no signal " + name + " to the host");
        }
    }

    /** Waits for the end of the process; false if it does not come in time. */
    boolean awaitEnd(long timeoutMs) throws InterruptedException {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElse(null);
        if (handle == null) {
            return true;
        }
        try {
            handle.onExit().get(timeoutMs, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the host's end is not to be known", e);
        }
    }

    void cut(boolean fromAll) {
        toStores.forEach(Wire::cut);
        if (fromAll) {
            toIt.forEach(Wire::cut);
        }
    }

    void heal() {
        toStores.forEach(Wire::heal);
        toIt.forEach(Wire::heal);
    }

    @Override
    public void close() throws IOException {
        process.close();
        for (Wire wire : toStores) {
            wire.close();
        }
        for (Wire wire : toIt) {
            wire.close();
        }
    }
}
