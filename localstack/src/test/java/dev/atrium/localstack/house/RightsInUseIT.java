package dev.atrium.localstack.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;

import dev.atrium.rights.Right;
import dev.atrium.rights.Rights;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Nobody has a right that he does not use. What handlers and hosts asked of AWS stands in {@code
 * target/rights} of the modules whose tests ran before; those tests refuse what is no right.
 */
class RightsInUseIT {
    private static final String BASE = "dev.atrium.functions.";
    private static final String UNSEEN = "# unseen: ";
    private static final List<String> MODULES = List.of("functions", "room-host");

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }

    /** Of each class of tests there is a report, or some of them did not run. */
    private static boolean ranWhole(Path module) throws IOException {
        Path tests = module.resolve("src/test/java");
        for (Path test : files(tests, "IT.java")) {
            String name =
                    tests.relativize(test).toString().replace('/', '.').replace(".java", ".txt");
            boolean isRun = !Repository.text(test).contains("abstract class");
            if (isRun && !Files.exists(module.resolve("target/failsafe-reports").resolve(name))) {
                return false;
            }
        }
        return true;
    }

    private static Set<String> lines(String kind) throws IOException {
        Set<String> lines = new TreeSet<>();
        for (String module : MODULES) {
            for (Path file :
                    files(Repository.root().resolve(module).resolve("target/rights"), ".txt")) {
                if (file.getFileName().toString().startsWith(kind)) {
                    lines.addAll(Files.readAllLines(file));
                }
            }
        }
        return lines;
    }

    /** Rights that no test can ask for, each with its reason. */
    private static Set<String> unseen() throws IOException {
        Set<String> unseen = new TreeSet<>();
        String who = "";
        Path text =
                Repository.root()
                        .resolve("shared-model/src/main/resources/dev/atrium/rights/rights.txt");
        for (String line : Files.readAllLines(text)) {
            if (!line.startsWith(" ")) {
                who = line;
            } else if (line.contains(UNSEEN)) {
                unseen.add(who + " " + line.substring(0, line.indexOf(UNSEEN)).strip());
            }
        }
        return unseen;
    }

    @Test
    void nobodyHasARightThatHeDoesNotUse() throws IOException {
        for (String module : MODULES) {
            assumeTrue(
                    ranWhole(Repository.root().resolve(module)),
                    "not all tests of " + module + " ran in this build");
        }
        Set<String> granted = new TreeSet<>();
        Rights.shipped()
                .all()
                .forEach(
                        (who, rights) -> {
                            for (Right right : rights) {
                                granted.add(who + " " + right.action() + " " + right.resource());
                            }
                        });
        granted.removeAll(unseen());
        granted.removeAll(lines("used"));
        assertEquals(Set.of(), granted, "granted, and asked for by no test");
        assertEquals(Set.of(), lines("refused"), "asked for, and refused");
    }

    @Test
    void whoHasRightsIsAHandlerOrAHost() throws ClassNotFoundException {
        for (String who : Rights.shipped().all().keySet()) {
            if (!who.equals(Rights.HOST)) {
                Class<?> named = Class.forName(BASE + who);
                assertTrue(
                        RequestHandler.class.isAssignableFrom(named)
                                || RequestStreamHandler.class.isAssignableFrom(named),
                        who);
            }
        }
    }
}
