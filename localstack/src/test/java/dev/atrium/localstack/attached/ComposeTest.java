package dev.atrium.localstack.attached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.emulator.Emulator;
import dev.atrium.functions.edge.FunctionConfig;
import dev.atrium.host.config.Environment;
import dev.atrium.host.config.HostConfig;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code localstack/compose.yaml} says is what images, hosts and functions go by. */
class ComposeTest {
    private static final Set<String> READ_BY_THE_SDK =
            Set.of(
                    "AWS_ENDPOINT_URL",
                    "AWS_ENDPOINT_URL_LAMBDA",
                    "AWS_REGION",
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY");

    private static Map<String, Object> services;

    @BeforeAll
    static void read() throws IOException {
        Map<String, Object> file =
                new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(Files.readString(Path.of("compose.yaml")));
        services = map(file.get("services"));
    }

    @SuppressWarnings("unchecked") // Of YAML every key here is a text.
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    private static Map<String, String> environment(String service) {
        Map<String, String> environment = new TreeMap<>();
        map(map(services.get(service)).get("environment"))
                .forEach((name, value) -> environment.put(name, value.toString()));
        return environment;
    }

    private static String image(String service) {
        return map(services.get(service)).get("image").toString();
    }

    @Test
    void everyImageIsPinnedAndLocalStackIsTheOneOfTheTests() {
        for (String service : services.keySet()) {
            assertTrue(image(service).matches("[a-z/-]+:[0-9]+[.][0-9]+[.][0-9]+"), service);
        }
        assertEquals(Emulator.IMAGE, image("localstack"));
        assertEquals("atrium/room-host:0.1.0", image("room-host-1"));
        assertEquals("atrium/local-stack:0.1.0", image("emulator"));
        assertEquals(
                Set.of(
                        "localstack",
                        "valkey",
                        "resources",
                        "keys",
                        "room-host-1",
                        "room-host-2",
                        "emulator"),
                services.keySet());
    }

    /** A host takes its configuration, and its sources name every variable that it is given. */
    @Test
    void hostsReadWhatTheyAreGiven() throws IOException {
        String sources = sourcesOfTheHost();
        for (String service : List.of("room-host-1", "room-host-2")) {
            Map<String, String> given = environment(service);
            HostConfig config = HostConfig.from(new Environment(given));
            assertEquals(
                    "ws://localhost:" + given.get("ATRIUM_PORT") + "/play",
                    config.directUrl().toString());
            Set<String> unread = unread(given, READ_BY_THE_SDK);
            unread.removeIf(
                    name -> sources.contains('"' + name + '"') || sources.contains("${" + name));
            assertEquals(Set.of(), unread, service);
        }
    }

    private static String sourcesOfTheHost() throws IOException {
        StringBuilder text = new StringBuilder();
        for (Path module : List.of(Path.of("../room-host"), Path.of("../shared-model"))) {
            try (Stream<Path> files = Files.walk(module.resolve("src/main"))) {
                for (Path file : files.filter(ComposeTest::isSource).toList()) {
                    text.append(Files.readString(file));
                }
            }
        }
        return text.toString();
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") || file.endsWith("application.yml");
    }

    @Test
    void theEmulatorAndItsFunctionsReadWhatTheyAreGiven() {
        Map<String, String> given = environment("emulator");
        Set<String> read = new TreeSet<>(READ_BY_THE_SDK);
        read.addAll(AttachedOptions.VARIABLES);
        AttachedOptions options = AttachedOptions.parse(List.of(), given);
        FunctionConfig config = FunctionConfig.from(new HeardMap(options.environment(), read));
        assertEquals(given.get("ATRIUM_GATEWAY_ENDPOINT"), config.gatewayEndpoint().toString());
        assertEquals(Set.of(), unread(given, read));
    }

    @Test
    void bothSidesMeanTheSameStoresKeysAndHosts() {
        Map<String, String> emulator = environment("emulator");
        Set<String> hosts =
                Stream.of("room-host-1", "room-host-2")
                        .map(service -> environment(service).get("ATRIUM_INTERNAL_URL"))
                        .collect(Collectors.toSet());
        assertEquals(hosts, Set.of(emulator.get(AttachedOptions.HOSTS).split(",")));
        for (String service : List.of("room-host-1", "room-host-2")) {
            Map<String, String> host = environment(service);
            for (String name : emulator.keySet()) {
                boolean own = name.equals(AttachedOptions.HOSTS) || name.endsWith("_PORT");
                if (!own) {
                    assertEquals(emulator.get(name), host.get(name), name);
                }
            }
            assertEquals(
                    "http://127.0.0.1:" + emulator.get(AttachedOptions.INVOKE_PORT),
                    host.get("AWS_ENDPOINT_URL_LAMBDA"));
        }
    }

    /** What is made is what the others are told to use. */
    @Test
    void theResourcesAreThoseThatHostsUse() {
        List<?> made = (List<?>) map(services.get("resources")).get("command");
        Map<String, String> host = environment("room-host-1");
        assertEquals(host.get("ATRIUM_TABLE_PREFIX"), made.get(1));
        assertEquals(host.get("ATRIUM_ARCHIVE"), "s3://" + made.get(3));
        assertEquals(host.get("ATRIUM_KEYS"), "secretsmanager:" + made.get(5));
        assertEquals(List.of(made.get(5), "fill"), map(services.get("keys")).get("command"));
    }

    /** Mains that do not exist would be told of only where there is an engine. */
    @Test
    void theMainsAreThere() throws ClassNotFoundException {
        for (String service : List.of("resources", "keys", "emulator")) {
            List<?> entryPoint = (List<?>) map(services.get(service)).get("entrypoint");
            String main = entryPoint.getLast().toString();
            assertEquals("main", mainOf(Class.forName(main)), main);
        }
    }

    private static String mainOf(Class<?> type) {
        return Stream.of(type.getMethods())
                .map(method -> method.getName())
                .filter("main"::equals)
                .findFirst()
                .orElse("none");
    }

    private static Set<String> unread(Map<String, String> given, Set<String> read) {
        Set<String> unread = new TreeSet<>(given.keySet());
        unread.removeAll(read);
        return unread;
    }
}
