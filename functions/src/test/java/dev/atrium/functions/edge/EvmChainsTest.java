package dev.atrium.functions.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class EvmChainsTest {
    @Test
    void usualChainsAreEthereumBaseAndItsTestNetwork() {
        EvmChains usual = EvmChains.parse(EvmChains.USUAL);

        assertEquals(List.of(1L, 8_453L, 84_532L), usual.chainIds());
        assertEquals(1, usual.defaultChainId());
    }

    @Test
    void firstThatIsNamedIsTheOneOfWhoNamesNoneAndNoneCountsTwice() {
        EvmChains chains = EvmChains.parse("8453,1,8453");

        assertEquals(List.of(8_453L, 1L), chains.chainIds());
        assertEquals(8_453, chains.defaultChainId());
        assertEquals(Set.of(1L, 8_453L), chains.signIn("play.example").chainIds());
    }

    @ParameterizedTest
    @CsvSource({
        "play.example,https://play.example",
        "play.example:8443,https://play.example:8443",
        "localhost,http://localhost",
        "localhost:8080,http://localhost:8080",
        "127.0.0.1:8080,http://127.0.0.1:8080",
        "localhost.example,https://localhost.example",
    })
    void uriOfASignInIsTheDomains(String domain, String uri) {
        assertEquals(uri, EvmChains.parse("1").signIn(domain).uri());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "01", "1,", ",1", "1, 2", "0x1", "9999999999999999999"})
    void whatIsNoListOfChainsIsNamed(String list) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> EvmChains.parse(list));

        assertTrue(refusal.getMessage().startsWith("ATRIUM_EVM_CHAINS=" + list + " (allowed: 1"));
    }

    @Test
    void moreChainsThanAnybodyHasAreRefused() {
        String many =
                IntStream.rangeClosed(1, EvmChains.CHAINS_MAX + 1)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","));

        assertThrows(IllegalArgumentException.class, () -> EvmChains.parse(many));
    }
}
