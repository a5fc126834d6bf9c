package dev.atrium.cdk.function;

import dev.atrium.cdk.data.SecretsStack;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.rights.Right;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rights as statements of a policy: tables, indexes, secrets and functions each by name. */
public final class Grants {
    private static final String SECRETS = "secretsmanager:GetSecretValue";
    private static final String INVOKES = "lambda:InvokeFunction";
    private static final String POSTS = "execute-api:ManageConnections";
    private static final String WAKES = "sqs:SendMessage";
    private static final String ENTERS_REDIS = "elasticache:Connect";

    private final FunctionPlaces places;
    private final Stage stage;
    private final Construct scope;

    private Grants(FunctionPlaces places, Construct scope) {
        this.places = places;
        this.stage = places.deployment().stage();
        this.scope = scope;
    }

    /**
     * The statements of rights.
     *
     * @param scope of the account and region
     */
    public static List<PolicyStatement> of(
            Collection<Right> rights, FunctionPlaces places, Construct scope) {
        return new Grants(places, scope).statements(rights);
    }

    /** The actions of each set of things together, in an order that is always the same. */
    private List<PolicyStatement> statements(Collection<Right> rights) {
        SortedMap<String, SortedSet<String>> actions = new TreeMap<>();
        for (Right right : rights) {
            // Redis knows no rights of AWS: who enters is who is in the network and has the
            // password.
            if (!right.action().equals(ENTERS_REDIS)) {
                actions.computeIfAbsent(right.resource(), r -> new TreeSet<>()).add(right.action());
            }
        }
        SortedMap<String, List<String>> resources = new TreeMap<>();
        for (Map.Entry<String, SortedSet<String>> entry : actions.entrySet()) {
            for (String action : entry.getValue()) {
                resources
                        .computeIfAbsent(arn(action, entry.getKey()), r -> new ArrayList<>())
                        .add(action);
            }
        }
        SortedMap<String, SortedSet<String>> byActions = new TreeMap<>();
        resources.forEach(
                (resource, list) ->
                        byActions
                                .computeIfAbsent(String.join(" ", list), l -> new TreeSet<>())
                                .add(resource));
        List<PolicyStatement> statements = new ArrayList<>();
        byActions.forEach(
                (list, arns) -> statements.add(statement(List.of(list.split(" ", -1)), arns)));
        if (rights.stream().anyMatch(right -> right.action().equals(SECRETS))) {
            statements.add(
                    statement(List.of("kms:Decrypt"), List.of(places.secrets().key().getKeyArn())));
        }
        return statements;
    }

    private static PolicyStatement statement(List<String> actions, Collection<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(List.copyOf(resources))
                .build();
    }

    private String arn(String action, String resource) {
        if (action.startsWith(Right.DYNAMO)) {
            return arn(
                    "dynamodb",
                    "table",
                    stage.tablePrefix() + resource,
                    ArnFormat.SLASH_RESOURCE_NAME);
        }
        return switch (action) {
            case SECRETS -> SecretsStack.arn(scope, stage, resource);
            case INVOKES -> FunctionPlan.of(resource).aliasArn(scope, stage);
            case POSTS ->
                    arn(
                            "execute-api",
                            places.socketApiId(),
                            "live/*/@connections/*",
                            ArnFormat.SLASH_RESOURCE_NAME);
            case WAKES -> places.data().wakes().getQueueArn();
            case "s3:GetObject", "s3:PutObject" -> places.data().archive().getBucketArn() + "/*";
            case "s3:ListBucket" -> places.data().archive().getBucketArn();
            case "ecs:UpdateTaskProtection" ->
                    arn("ecs", "task", stage.stack("hosts") + "/*", ArnFormat.SLASH_RESOURCE_NAME);
            default -> throw new IllegalArgumentException(action + " is granted by nothing here");
        };
    }

    private String arn(String service, String resource, String name, ArnFormat format) {
        return Stack.of(scope)
                .formatArn(
                        ArnComponents.builder()
                                .service(service)
                                .resource(resource)
                                .resourceName(name)
                                .arnFormat(format)
                                .build());
    }
}
