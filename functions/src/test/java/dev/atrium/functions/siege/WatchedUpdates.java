package dev.atrium.functions.siege;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients of DynamoDB whose updates of an item do not go as they should. Thread-safe. */
final class WatchedUpdates {
    private WatchedUpdates() {}

    /** A process ends: no code of ours catches it, so nothing is tidied up. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death() {
            super("the process has died");
        }
    }

    /** Makes an update. */
    interface Update {
        Object make() throws Throwable;
    }

    /** What becomes of an update. */
    interface Fate {
        Object of(String expression, Update update) throws Throwable;
    }

    /** Each update is made twice, as the client does it whose first reply gets lost. */
    static DynamoDbClient repeated(DynamoDbClient client) {
        return across(
                client,
                (expression, update) -> {
                    var _ = update.make();
                    return update.make();
                });
    }

    /** Dies before the update in whose expression that stands. */
    static DynamoDbClient dyingBefore(DynamoDbClient client, String part) {
        return across(
                client,
                (expression, update) -> {
                    if (expression.contains(part)) {
                        throw new Death();
                    }
                    return update.make();
                });
    }

    /** Dies after it. */
    static DynamoDbClient dyingAfter(DynamoDbClient client, String part) {
        return across(
                client,
                (expression, update) -> {
                    Object reply = update.make();
                    if (expression.contains(part)) {
                        throw new Death();
                    }
                    return reply;
                });
    }

    /** The first update in whose expression that stands is not made. */
    static DynamoDbClient failingOnce(DynamoDbClient client, String part) {
        AtomicBoolean failed = new AtomicBoolean();
        return across(
                client,
                (expression, update) -> {
                    if (expression.contains(part) && !failed.getAndSet(true)) {
                        throw SdkClientException.create("lost on the way there");
                    }
                    return update.make();
                });
    }

    private static DynamoDbClient across(DynamoDbClient client, Fate fate) {
        return (DynamoDbClient)
                Proxy.newProxyInstance(
                        DynamoDbClient.class.getClassLoader(),
                        new Class<?>[] {DynamoDbClient.class},
                        (proxy, method, arguments) ->
                                arguments != null
                                                && arguments.length == 1
                                                && arguments[0] instanceof UpdateItemRequest update
                                        ? fate.of(
                                                update.updateExpression(),
                                                () -> call(client, method, arguments))
                                        : call(client, method, arguments));
    }

    private static Object call(DynamoDbClient client, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
