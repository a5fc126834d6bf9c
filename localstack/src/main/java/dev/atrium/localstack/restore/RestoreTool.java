package dev.atrium.localstack.restore;

import dev.atrium.aws.AwsHttp;
import dev.atrium.localstack.load.LoadTool;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/copy-tables}: puts restored tables back into a deployment, in AWS
 * or wherever {@code AWS_ENDPOINT_URL} leads, and prints a line a table.
 */
public final class RestoreTool {
    private RestoreTool() {}

    /** Ends with status 0 if all is back, 1 if not, 2 on bad input. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out::println));
    }

    /**
     * Runs. What cannot be done is one line of the standard error.
     *
     * @return 0 if all is back, 1 if not, 2 on bad input
     */
    static int run(String[] arguments, Consumer<String> terminal) {
        return LoadTool.run(arguments, RestoreOptions::parse, RestoreTool::restore, terminal);
    }

    private static boolean restore(RestoreOptions options, Consumer<String> terminal)
            throws InterruptedException {
        try (DynamoDbClient from = client(options.fromEndpoint());
                DynamoDbClient to = client(Optional.empty())) {
            Restore.of(from, options.from(), to, options.to()).run(terminal);
        }
        return true;
    }

    /** As the environment has it, but for the address. */
    private static DynamoDbClient client(Optional<URI> endpoint) {
        DynamoDbClientBuilder builder = DynamoDbClient.builder().httpClient(AwsHttp.client());
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
