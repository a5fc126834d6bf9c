package dev.atrium.rights;

import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which rights AWS would ask for before it does what a request wants. */
final class AskedRights {
    private static final String DYNAMO = "dynamodb";
    private static final String NAMELESS = "-";

    private AskedRights() {}

    /**
     * One of them.
     *
     * @param action {@code service:Action}
     * @param resource a table's name without a prefix, one of its indexes as {@code
     *     table/index/name}, or what else the request names, or {@code -}
     */
    record Asked(String action, String resource) {}

    static List<Asked> of(SdkRequest request) {
        return switch (request) {
            case BatchGetItemRequest batch ->
                    batch.requestItems().keySet().stream()
                            .map(table -> dynamo("BatchGetItem", table))
                            .toList();
            case BatchWriteItemRequest batch ->
                    batch.requestItems().keySet().stream()
                            .map(table -> dynamo("BatchWriteItem", table))
                            .toList();
            case TransactGetItemsRequest transaction ->
                    transaction.transactItems().stream()
                            .map(item -> dynamo("GetItem", item.get().tableName()))
                            .toList();
            case TransactWriteItemsRequest transaction ->
                    transaction.transactItems().stream().flatMap(AskedRights::ofItem).toList();
            default -> List.of(single(request));
        };
    }

    private static Stream<Asked> ofItem(TransactWriteItem item) {
        return Stream.of(
                        Optional.ofNullable(item.put()).map(p -> dynamo("PutItem", p.tableName())),
                        Optional.ofNullable(item.update())
                                .map(u -> dynamo("UpdateItem", u.tableName())),
                        Optional.ofNullable(item.delete())
                                .map(d -> dynamo("DeleteItem", d.tableName())),
                        Optional.ofNullable(item.conditionCheck())
                                .map(c -> dynamo("ConditionCheckItem", c.tableName())))
                .flatMap(Optional::stream);
    }

    private static Asked single(SdkRequest request) {
        String type = request.getClass().getSimpleName();
        String operation = type.substring(0, type.length() - "Request".length());
        Path packages = Path.of(request.getClass().getPackageName().replace('.', '/'));
        String service = packages.getName(packages.getNameCount() - 2).toString();
        if (service.equals(DYNAMO)) {
            String table = named(request, "TableName").orElse(NAMELESS);
            return named(request, "IndexName")
                    .map(
                            index ->
                                    new Asked(
                                            DYNAMO + ":" + operation,
                                            bare(table) + "/index/" + index))
                    .orElseGet(() -> dynamo(operation, table));
        }
        return switch (service) {
            case "apigatewaymanagementapi" -> new Asked("execute-api:ManageConnections", NAMELESS);
            case "secretsmanager" ->
                    new Asked(
                            service + ":" + operation,
                            named(request, "SecretId").orElse(NAMELESS).replaceFirst(".*/", ""));
            // Hosts call one function.
            case "lambda" -> new Asked("lambda:InvokeFunction", "seed.SeedHandler");
            default -> new Asked(service + ":" + operation, NAMELESS);
        };
    }

    private static Optional<String> named(SdkRequest request, String field) {
        return request.sdkFields().stream()
                .map(SdkField::memberName)
                .filter(field::equals)
                .findAny()
                .flatMap(name -> request.getValueForField(name, String.class));
    }

    private static Asked dynamo(String operation, String table) {
        return new Asked(DYNAMO + ":" + operation, bare(table));
    }

    /** Without what a deployment puts before it: one table's name may be the end of another's. */
    private static String bare(String table) {
        return Tables.all().stream()
                .map(TableDefinition::name)
                .filter(name -> table.equals(name) || table.endsWith("-" + name))
                .max(Comparator.comparingInt(String::length))
                .orElse(table);
    }
}
