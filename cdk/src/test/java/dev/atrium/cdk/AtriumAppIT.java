package dev.atrium.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.cdk.check.Templates;
import dev.atrium.cdk.stage.Stage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awscdk.AppProps;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real CDK library in a real Node.js. */
class AtriumAppIT {
    private static final String ENDING = ".template.json";
    private static final long CHILD_S = 120;

    @TempDir Path folder;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, Map<String, ?> context) {
        return runWith(environment, whole(context));
    }

    private int runWith(Map<String, String> environment, Map<String, Object> context) {
        AppProps props =
                AppProps.builder()
                        .context(context)
                        .outdir(folder.resolve("out").toString())
                        .build();
        return AtriumApp.run(
                environment, props, new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    /** What whoever deploys must say, and what he says beside. */
    private static Map<String, Object> whole(Map<String, ?> context) {
        Map<String, Object> whole =
                new TreeMap<>(
                        Map.of(
                                "domain", "play.example.com",
                                "zone", "Z0123456789ABC",
                                "fargate-vcpus", "40",
                                "page", "https://pager.example.com/x",
                                "warn", "ops@example.com"));
        whole.putAll(context);
        return whole;
    }

    private String said() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    /** A command line that names no stack, and a parameter that nobody gives, deploy nothing. */
    @Test
    void commandsOfTheDocsWriteTheStacksThatTheyName() throws Exception {
        String docs = Files.readString(Path.of("docs/README.md"));
        List<String> commands =
                docs.lines().filter(l -> l.matches("cdk (deploy|synth) .*")).toList();
        assertEquals(3, commands.size());
        Map<String, Object> context = new TreeMap<>();
        for (String command : commands) {
            Matcher said = Pattern.compile("-c (\\S+)=(\\S+)").matcher(command);
            while (said.find()) {
                context.put(said.group(1), said.group(2));
            }
        }
        assertEquals(0, runWith(System.getenv(), context), this::said);
        Map<String, JsonNode> written = templates();
        assertEquals(Templates.of(Stage.DEV).stacks(), written.keySet());
        for (String command : commands) {
            Matcher named = Pattern.compile(" (atrium-dev-\\S+)").matcher(command);
            while (named.find()) {
                assertTrue(written.containsKey(named.group(1)), command);
            }
        }
        for (String stack : written.keySet()) {
            assertTrue(
                    docs.contains("`" + stack.replace("dev", "<stage>") + "`")
                            || docs.contains("`-" + stack.replace("atrium-dev-", "") + "`"),
                    stack);
            written.get(stack)
                    .path("Parameters")
                    .forEach(parameter -> assertTrue(parameter.has("Default"), stack));
        }
    }

    @Test
    void unknownStageIsOneLineAndNothingIsWritten() {
        assertEquals(1, run(System.getenv(), Map.of("stage", "moon")));
        assertEquals(
                "atrium: stage=moon (allowed: dev, staging, prod)" + System.lineSeparator(),
                said());
        assertFalse(Files.exists(folder.resolve("out/manifest.json")));
    }

    @Test
    void regionThatIsNoneIsOneLineAndNothingIsWritten() {
        assertEquals(1, run(System.getenv(), Map.of("region", "Frankfurt")));
        assertEquals(
                "atrium: region=Frankfurt (allowed: a region's name, such as eu-central-1)"
                        + System.lineSeparator(),
                said());
        assertFalse(Files.exists(folder.resolve("out/manifest.json")));
    }

    @Test
    void copiesOfBackupsAreInAnotherRegionOrNowhere() {
        assertEquals(1, run(System.getenv(), Map.of("second-region", "eu-central-1")));
        assertEquals(
                "atrium: second-region=eu-central-1 (allowed: another than region)"
                        + System.lineSeparator(),
                said());
        assertFalse(Files.exists(folder.resolve("out/manifest.json")));
    }

    @Test
    void whoIsToldOfAlarmsIsAContactOrNothingIsWritten() {
        assertEquals(1, run(System.getenv(), Map.of("page", "http://pager.example")));
        assertEquals(
                "atrium: page is no contact (allowed: an e-mail address, or https://…)"
                        + System.lineSeparator(),
                said());
        assertFalse(Files.exists(folder.resolve("out/manifest.json")));
    }

    @Test
    void everyFunctionOfEveryStackIsWatched() {
        Templates written = Templates.of(Stage.DEV);
        Set<String> made = new TreeSet<>();
        Set<String> watched = new TreeSet<>();
        for (String stack : written.stacks()) {
            for (JsonNode resource : written.stack(stack).path("Resources")) {
                String name = resource.at("/Properties/FunctionName").asText("");
                if (!name.isEmpty()) {
                    made.add(name.replace("atrium-dev-", ""));
                }
                String alarm = resource.at("/Properties/AlarmName").asText("");
                if (alarm.startsWith("atrium-dev-function-failing-")) {
                    watched.add(alarm.replace("atrium-dev-function-failing-", ""));
                }
            }
        }
        assertFalse(made.isEmpty());
        assertEquals(made, watched);
    }

    /** To the letter, in two processes: each has an order of its own for what is not sorted. */
    @Test
    void theSameStageIsWrittenTheSameTwice() throws Exception {
        assertEquals(0, run(System.getenv(), Map.of("stage", "prod")), this::said);
        Map<String, JsonNode> others = new TreeMap<>();
        Templates shared = Templates.of(Stage.PROD);
        shared.stacks().forEach(stack -> others.put(stack, shared.stack(stack)));
        assertEquals(others, templates());

        Path again = folder.resolve("again");
        Process child = child(again, whole(Map.of("stage", "prod")));
        assertTrue(child.waitFor(CHILD_S, TimeUnit.SECONDS), "it hangs");
        assertEquals(0, child.exitValue(), () -> "see " + folder);
        for (String stack : others.keySet()) {
            assertEquals(
                    Files.readString(folder.resolve("out").resolve(stack + ENDING)),
                    Files.readString(again.resolve(stack + ENDING)),
                    stack);
        }
    }

    /** As the CDK's command line runs it. */
    private Process child(Path out, Map<String, Object> context) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AtriumApp.class.getName())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("child.log").toFile());
        builder.environment().put("CDK_OUTDIR", out.toString());
        builder.environment()
                .put("CDK_CONTEXT_JSON", new ObjectMapper().writeValueAsString(context));
        return builder.start();
    }

    private Map<String, JsonNode> templates() throws Exception {
        Map<String, JsonNode> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).toList()) {
                templates.put(
                        file.getFileName().toString().replace(ENDING, ""),
                        new ObjectMapper().readTree(file.toFile()));
            }
        }
        return templates;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "domain|localhost|domain=localhost (allowed: a name such as play.example.com)",
                "zone|mine|zone=mine (allowed: a hosted zone's id, such as Z0123456789ABC)",
                "build|a b|build=a b (allowed: an image's tag, up to 64 of letters, digits, _ . -)",
                "fargate-vcpus|many|fargate-vcpus=many (allowed: a whole number, 1 and more)",
                "fargate-vcpus|39|fargate-vcpus=39 is too few: prod runs up to 10 hosts of 2 vCPU,"
                        + " and twice as many while it is deployed. Ask for 40 (Service Quotas, AWS"
                        + " Fargate, \"Fargate On-Demand vCPU resource count\"), then say -c"
                        + " fargate-vcpus=40",
            })
    void whatCannotBeDeployedIsOneLineThatSaysWhatToDo(String name, String value, String line) {
        assertEquals(1, run(System.getenv(), Map.of("stage", "prod", name, value)));
        assertEquals("atrium: " + line + System.lineSeparator(), said());
        assertFalse(Files.exists(folder.resolve("out/manifest.json")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "domain|say -c domain=DOMAIN, where players find it, such as play.example.com",
                "zone|say -c zone=ZONE, the id of the hosted zone of Route 53 that has it",
            })
    void whatIsMissingIsOneLineThatSaysWhatToDo(String name, String line) {
        Map<String, Object> context = whole(Map.of());
        context.remove(name);
        assertEquals(1, runWith(System.getenv(), context));
        assertEquals("atrium: " + name + " is missing: " + line + System.lineSeparator(), said());
        assertFalse(Files.exists(folder.resolve("out/manifest.json")));
    }

    @Test
    void missingNodeIsOneLineAndNothingIsWritten() {
        assertEquals(1, run(Map.of("PATH", folder.toString()), Map.of("stage", "dev")));
        assertEquals(
                "atrium: Node.js is missing: install version 20 or newer"
                        + " (Debian: apt-get install nodejs)"
                        + System.lineSeparator(),
                said());
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
