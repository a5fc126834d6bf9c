package dev.atrium.functions.settle;

import software.amazon.awssdk.core.exception.SdkClientException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** Cuts the process off at one of its calls to a store: before it, or after it but unheard. */
public final class Tripwire {
    private final int cutAt;
    private final boolean heard;
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * A wire.
     *
     * @param cutAt which call from 1; 0 for none
     * @param heard whether the store still hears that call
     */
    public Tripwire(int cutAt, boolean heard) {
        this.cutAt = cutAt;
        this.heard = heard;
    }

    /** Calls so far. */
    public int calls() {
        return calls.get();
    }

    /** The same client, with every call across the wire. */
    public <T> T across(Class<T> type, T client) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            boolean cut = calls.incrementAndGet() == cutAt;
                            if (cut && !heard) {
                                throw SdkClientException.create("cut before the call");
                            }
                            Object result;
                            try {
                                result = method.invoke(client, arguments);
                            } catch (InvocationTargetException e) {
                                // A refusal is an answer too, and is not heard either.
                                throw cut
                                        ? SdkClientException.create("cut after the call")
                                        : e.getCause();
                            }
                            if (cut) {
                                throw SdkClientException.create("cut after the call");
                            }
                            return result;
                        }));
    }
}
