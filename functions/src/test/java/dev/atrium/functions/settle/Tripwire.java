package dev.atrium.functions.settle;

import io.lettuce.core.RedisException;

import software.amazon.awssdk.core.exception.SdkClientException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Cuts the process off at one of its calls to whoever is behind the wire: before it, or after it
 * but unheard.
 */
public final class Tripwire {
    private final int cutAt;
    private final boolean heard;
    private final boolean deadly;
    private final AtomicInteger calls = new AtomicInteger();

    /**
     * A wire that cuts one call; those after it get through.
     *
     * @param cutAt which call from 1; 0 for none
     * @param heard whether the store still hears that call
     */
    public Tripwire(int cutAt, boolean heard) {
        this(cutAt, heard, false);
    }

    private Tripwire(int cutAt, boolean heard, boolean deadly) {
        this.cutAt = cutAt;
        this.heard = heard;
        this.deadly = deadly;
    }

    /** A wire behind which the process is dead from that call on: nothing gets through any more. */
    public static Tripwire deadly(int cutAt, boolean heard) {
        return new Tripwire(cutAt, heard, true);
    }

    /** Calls so far. */
    public int calls() {
        return calls.get();
    }

    /** The same client of AWS, with every call across the wire. */
    public <T> T across(Class<T> type, T client) {
        return across(type, client, SdkClientException::create);
    }

    /** The same client of Redis, with every call across the wire. */
    public <T> T acrossRedis(Class<T> type, T client) {
        return across(type, client, RedisException::new);
    }

    private <T> T across(Class<T> type, T client, Function<String, RuntimeException> failure) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            int call = calls.incrementAndGet();
                            boolean cut = call == cutAt;
                            if ((cut && !heard) || (deadly && call > cutAt)) {
                                throw failure.apply("cut before the call");
                            }
                            Object result;
                            try {
                                result = method.invoke(client, arguments);
                            } catch (InvocationTargetException e) {
                                // A refusal is an answer too, and is not heard either.
                                throw cut ? failure.apply("cut after the call") : e.getCause();
                            }
                            if (cut) {
                                throw failure.apply("cut after the call");
                            }
                            return result;
                        }));
    }
}
