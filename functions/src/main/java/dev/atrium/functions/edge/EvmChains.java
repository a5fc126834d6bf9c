package dev.atrium.functions.edge;

import dev.atrium.identity.EvmSignIn;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The chains like Ethereum whose wallets may sign in.
 *
 * @param chainIds EIP-155, 1 to {@value #CHAINS_MAX}; who names none is asked to sign for the first
 */
public record EvmChains(List<Long> chainIds) {
    /** The environment variable: ids, with commas between them. */
    public static final String VARIABLE = "ATRIUM_EVM_CHAINS";

    /** Ethereum, Base, and Base's test network. */
    public static final String USUAL = "1,8453,84532";

    static final int CHAINS_MAX = 16;

    private static final Pattern LISTS = Pattern.compile("[1-9][0-9]{0,17}(,[1-9][0-9]{0,17})*");

    /** A page on one's own machine has no certificate. */
    private static final Pattern OWN_MACHINE =
            Pattern.compile("(localhost|127\\.0\\.0\\.1)(:[0-9]+)?");

    public EvmChains {
        chainIds = List.copyOf(new LinkedHashSet<>(chainIds));
        if (chainIds.isEmpty() || chainIds.size() > CHAINS_MAX) {
            throw refused(chainIds.toString());
        }
    }

    /**
     * Reads {@value #VARIABLE}.
     *
     * @throws IllegalArgumentException {@code NAME=value (allowed: …)}
     */
    public static EvmChains parse(String list) {
        if (!LISTS.matcher(list).matches()) {
            throw refused(list);
        }
        return new EvmChains(Arrays.stream(list.split(",", -1)).map(Long::valueOf).toList());
    }

    /** The chain of who names none. */
    public long defaultChainId() {
        return chainIds.getFirst();
    }

    /** Signing in at that domain, as EIP-4361 names it. */
    public EvmSignIn signIn(String domain) {
        String scheme = OWN_MACHINE.matcher(domain).matches() ? "http://" : "https://";
        return new EvmSignIn(domain, scheme + domain, Set.copyOf(chainIds));
    }

    private static IllegalArgumentException refused(String list) {
        return new IllegalArgumentException(
                VARIABLE
                        + "="
                        + list
                        + " (allowed: 1 to "
                        + CHAINS_MAX
                        + " chain ids with commas between them)");
    }
}
