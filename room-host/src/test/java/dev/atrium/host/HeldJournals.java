package dev.atrium.host;

import dev.atrium.host.journal.JournalStore;
import dev.atrium.host.journal.JournalStores;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Real journals whose appends can be held, so that nothing of them is stored. Thread-safe. */
final class HeldJournals implements JournalStores {
    private final JournalStores real;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean holding;

    HeldJournals(JournalStores real) {
        this.real = real;
    }

    /** From now on no append reaches the store. */
    synchronized void hold() {
        holding = true;
    }

    /** How many do not reach it. */
    synchronized int held() {
        return waiting.size();
    }

    /** All of them do now, and those to come. */
    synchronized void release() {
        holding = false;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    /** None of them ever does: nobody knows what became of them. */
    synchronized void lose() {
        waiting.clear();
        holding = false;
    }

    @Override
    public JournalStore of(String gameId) {
        JournalStore store = real.of(gameId);
        return (JournalStore)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {JournalStore.class},
                        (proxy, method, arguments) -> {
                            try {
                                return method.getName().equals("append")
                                        ? appended(
                                                () ->
                                                        store.append(
                                                                (String) arguments[0],
                                                                (Long) arguments[1],
                                                                (Long) arguments[2],
                                                                entries(arguments[3])))
                                        : method.invoke(store, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @SuppressWarnings("unchecked")
    private static List<byte[]> entries(Object argument) {
        return (List<byte[]>) argument;
    }

    private interface Append {
        CompletionStage<Void> make();
    }

    private synchronized CompletionStage<Void> appended(Append append) {
        if (!holding) {
            return append.make();
        }
        CompletableFuture<Void> later = new CompletableFuture<>();
        waiting.add(
                () -> {
                    var _ =
                            append.make()
                                    .whenComplete(
                                            (done, failure) -> {
                                                if (failure == null) {
                                                    later.complete(null);
                                                } else {
                                                    later.completeExceptionally(failure);
                                                }
                                            });
                });
        return later;
    }
}
