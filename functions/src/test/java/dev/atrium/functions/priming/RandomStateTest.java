package dev.atrium.functions.priming;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class RandomStateTest {
    /** Generators whose whole state is memory, which every restored process begins with. */
    private static final Pattern FROM_MEMORY =
            Pattern.compile(
                    "ThreadLocalRandom|SplittableRandom|Math\\.random|RandomGenerator\\.(of|get)"
                            + "|new Random\\(|\"(SHA1PRNG|DRBG)\"");

    /** It makes up traces again from a seed; a tool runs it, and no function. */
    private static final Path GIVEN_ITS_SEED =
            Path.of("dev", "atrium", "scaling", "sim", "LoadTraceGenerator.java");

    @Test
    void theGeneratorOfThisJvmCanBeRenewed() {
        assertDoesNotThrow(() -> RandomState.requireRenewable());
        assertDoesNotThrow(() -> RandomState.renew());
    }

    @Test
    void aGeneratorWithAStateOfItsOwnIsRefused() {
        IllegalStateException refused =
                assertThrows(
                        IllegalStateException.class, () -> RandomState.requireRenewable("DRBG"));

        assertTrue(refused.getMessage().contains("DRBG"), refused.getMessage());
    }

    @Test
    void nothingThatFunctionsRunDrawsFromMemoryAlone() {
        List<String> found = new ArrayList<>();
        for (Path module : List.of(Path.of("."), Path.of("..", "shared-model"))) {
            List<Path> files = sources(module.resolve(Path.of("src", "main", "java")));
            assertFalse(files.isEmpty(), module.toString());
            for (Path file : files.stream().filter(f -> !f.endsWith(GIVEN_ITS_SEED)).toList()) {
                text(file)
                        .lines()
                        .filter(line -> FROM_MEMORY.matcher(line).find())
                        .forEach(line -> found.add(file.getFileName() + ": " + line.strip()));
            }
        }
        assertEquals(List.of(), found);
    }

    private static List<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
