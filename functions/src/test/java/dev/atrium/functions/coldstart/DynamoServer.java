package dev.atrium.functions.coldstart;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * DynamoDB Local over HTTP, in memory, on the loopback address only, with every table: functions in
 * a process of their own reach it as they reach DynamoDB.
 */
final class DynamoServer implements AutoCloseable {
    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final DynamoDbClient client;
    private final URI endpoint;

    private DynamoServer(Server server, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
        endpoint =
                URI.create(
                        "http://127.0.0.1:"
                                + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
        client =
                DynamoDbClient.builder()
                        .endpointOverride(endpoint)
                        .region(Region.EU_CENTRAL_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    /** With every table, of that prefix. */
    static DynamoServer start(String tablePrefix) {
        boolean inMemory = true;
        boolean oneDatabase = true;
        boolean slowStatuses = false;
        LocalDynamoDBServerHandler handler =
                new LocalDynamoDBServerHandler(
                        new LocalDynamoDBRequestHandler(
                                0, inMemory, null, oneDatabase, slowStatuses),
                        null);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(new ContextHandlerCollection(new ContextHandler(handler)));
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
        DynamoServer started = new DynamoServer(server, handler);
        for (TableDefinition<?> table : Tables.all()) {
            started.client.createTable(table.createRequest(tablePrefix));
        }
        return started;
    }

    /** For {@code AWS_ENDPOINT_URL}. */
    URI endpoint() {
        return endpoint;
    }

    /** For rows that are there before. */
    DynamoDbClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
            handler.close();
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not end", e);
        }
    }
}
