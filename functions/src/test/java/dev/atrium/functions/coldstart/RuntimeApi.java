package dev.atrium.functions.coldstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lambda's Runtime API (AWS, "Using the Lambda runtime API") as one function's process needs it: it
 * asks for invocations, answers them, and says that it is ready to be restored. One call at a time.
 */
final class RuntimeApi implements AutoCloseable {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<byte[]> events = new SynchronousQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Long> ready = new CompletableFuture<>();
    private final CompletableFuture<Long> restorable = new CompletableFuture<>();
    private final Semaphore restores = new Semaphore(0);
    private final AtomicLong count = new AtomicLong();

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    /**
     * What became of an invocation.
     *
     * @param body what the handler answered, or how it failed
     * @param failed whether it did
     * @param atNanos when that came
     */
    record Answer(String body, boolean failed, long atNanos) {}

    /** Listens on a free port of this machine. */
    static RuntimeApi start() throws IOException {
        // Else an answer's body waits for the acknowledgement of its head, for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RuntimeApi api = new RuntimeApi(server);
        server.createContext(ROOT, api::handle);
        server.setExecutor(api.threads);
        server.start();
        return api;
    }

    /** For {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Invokes the function and waits for its answer, which may take until it has started. */
    Answer invoke(String event) throws InterruptedException {
        if (!events.offer(
                event.getBytes(StandardCharsets.UTF_8), WAIT_MAX.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody asked for an invocation");
        }
        Answer answer = answers.poll(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        if (answer == null) {
            throw new IllegalStateException("no answer in time");
        }
        return answer;
    }

    /** When the process first asked for an invocation: its handler is made. */
    long readyAtNanos() throws InterruptedException {
        return await(ready);
    }

    /** When the process said that a snapshot may be taken. */
    long restorableAtNanos() throws InterruptedException {
        return await(restorable);
    }

    /** Lets the process go on as if it were restored from its snapshot now. */
    void restore() {
        restores.release();
    }

    private static long await(CompletableFuture<Long> what) throws InterruptedException {
        try {
            return what.get(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the process did not start", e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String call = exchange.getRequestURI().getPath().substring(ROOT.length());
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            switch (call.substring(call.lastIndexOf('/') + 1)) {
                case "next" -> next(exchange, call.startsWith("restore"));
                case "response" -> {
                    answers.add(answer(body, false));
                    respond(exchange, 202, new byte[0]);
                }
                default -> {
                    IllegalStateException failure =
                            new IllegalStateException(new String(body, StandardCharsets.UTF_8));
                    ready.completeExceptionally(failure);
                    restorable.completeExceptionally(failure);
                    answers.add(answer(body, true));
                    respond(exchange, 202, new byte[0]);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            respond(exchange, 500, new byte[0]);
        }
    }

    private static Answer answer(byte[] body, boolean failed) {
        return new Answer(new String(body, StandardCharsets.UTF_8), failed, System.nanoTime());
    }

    private void next(HttpExchange exchange, boolean restore)
            throws InterruptedException, IOException {
        if (restore) {
            restorable.complete(System.nanoTime());
            boolean released = restores.tryAcquire(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
            respond(exchange, released ? 200 : 500, new byte[0]);
            return;
        }
        ready.complete(System.nanoTime());
        byte[] event = events.poll(WAIT_MAX.toSeconds(), TimeUnit.SECONDS);
        if (event == null) {
            respond(exchange, 500, new byte[0]);
            return;
        }
        exchange.getResponseHeaders()
                .set("Lambda-Runtime-Aws-Request-Id", "request-" + count.incrementAndGet());
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(System.currentTimeMillis() + WAIT_MAX.toMillis()));
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Invoked-Function-Arn",
                        "arn:aws:lambda:eu-central-1:123456789012:function:atrium");
        respond(exchange, 200, event);
    }

    private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
