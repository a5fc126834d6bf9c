package dev.atrium.rights;

import software.amazon.awssdk.core.SdkRequest;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A client that is none of the SDK's, such as that of a database in this JVM, heard all the same.
 */
public final class RightsProxy {
    private RightsProxy() {}

    /**
     * The client, heard.
     *
     * @param type its interface
     */
    public static <C> C over(Class<C> type, C client) {
        InvocationHandler heard =
                (proxy, method, arguments) -> {
                    if (arguments != null
                            && arguments.length == 1
                            && arguments[0] instanceof SdkRequest request
                            && !method.getName().endsWith("Paginator")) {
                        UsedRights.heard(request);
                        return invoked(client, method, arguments);
                    }
                    // Others are made of those: they come back here.
                    return method.isDefault()
                            ? InvocationHandler.invokeDefault(proxy, method, arguments)
                            : invoked(client, method, arguments);
                };
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, heard));
    }

    private static Object invoked(Object client, Method method, Object[] arguments)
            throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
