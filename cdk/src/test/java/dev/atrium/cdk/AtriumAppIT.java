package dev.atrium.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The real CDK library in a real Node.js. */
class AtriumAppIT {
    @TempDir Path folder;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int run(Map<String, String> environment, Map<String, ?> context) {
        AppProps props =
                AppProps.builder()
                        .context(whole(context))
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
                                "fargate-vcpus", "40"));
        whole.putAll(context);
        return whole;
    }

    private String said() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    @Test
    void stageIsWrittenAsTemplates() {
        assertEquals(0, run(System.getenv(), Map.of("stage", "prod")), this::said);
        assertTrue(Files.exists(folder.resolve("out/atrium-prod-data.template.json")));
        assertTrue(Files.exists(folder.resolve("out/atrium-prod-schedules.template.json")));
        assertEquals("", said());
    }

    /** A command line without a stack, or without a parameter, is refused by the CDK. */
    @Test
    void commandsOfTheDocsNameTheStacksAndAllTheirParameters() throws Exception {
        assertEquals(0, run(System.getenv(), Map.of("stage", "dev")), this::said);
        String docs =
                (Files.readString(Path.of("docs/README.md"))
                                + Files.readString(Path.of("docs/alarms.md")))
                        .replace("\\\n", " ");
        Set<String> deployed = new TreeSet<>();
        for (String line : docs.lines().filter(l -> l.startsWith("cdk deploy ")).toList()) {
            String stack = line.replaceFirst("cdk deploy -c stage=dev (\\S+).*", "$1");
            Set<String> given = new TreeSet<>();
            Matcher parameter = Pattern.compile("--parameters (\\w+)=").matcher(line);
            while (parameter.find()) {
                given.add(parameter.group(1));
            }
            assertEquals(wanted(stack), given, line);
            deployed.add(stack);
        }
        assertEquals(
                Set.of(
                        "atrium-dev-backup",
                        "atrium-dev-cache",
                        "atrium-dev-data",
                        "atrium-dev-far-vault",
                        "atrium-dev-network",
                        "atrium-dev-observability",
                        "atrium-dev-schedules",
                        "atrium-dev-vault"),
                deployed);
    }

    private Set<String> wanted(String stack) throws Exception {
        JsonNode parameters =
                new ObjectMapper()
                        .readTree(folder.resolve("out/" + stack + ".template.json").toFile())
                        .path("Parameters");
        Set<String> wanted = new TreeSet<>();
        parameters
                .properties()
                .forEach(
                        named -> {
                            if (!named.getValue().has("Default")) {
                                wanted.add(named.getKey());
                            }
                        });
        return wanted;
    }

    @Test
    void stageThatIsNotNamedIsTheOneForTryingThings() {
        assertEquals(0, run(System.getenv(), Map.of()), this::said);
        assertTrue(Files.exists(folder.resolve("out/atrium-dev-data.template.json")));
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
    void everyFunctionOfEveryStackIsWatched() throws Exception {
        assertEquals(0, run(System.getenv(), Map.of("stage", "dev")), this::said);
        Set<String> made = new TreeSet<>();
        Set<String> watched = new TreeSet<>();
        for (String template : templates().values()) {
            for (JsonNode resource : new ObjectMapper().readTree(template).path("Resources")) {
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

    @Test
    void theSameStageIsWrittenTheSameTwice() throws Exception {
        assertEquals(0, run(System.getenv(), Map.of("stage", "prod")), this::said);
        Map<String, String> first = templates();
        assertEquals(0, run(System.getenv(), Map.of("stage", "prod")), this::said);

        assertEquals(first, templates());
        assertEquals(14, first.size());
    }

    private Map<String, String> templates() throws Exception {
        Map<String, String> templates = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            for (Path file : files.filter(f -> f.toString().endsWith("template.json")).toList()) {
                templates.put(file.getFileName().toString(), Files.readString(file));
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
        AppProps props =
                AppProps.builder()
                        .context(context)
                        .outdir(folder.resolve("out").toString())
                        .build();
        PrintStream stream = new PrintStream(errors, true, StandardCharsets.UTF_8);

        assertEquals(1, AtriumApp.run(System.getenv(), props, stream));
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
