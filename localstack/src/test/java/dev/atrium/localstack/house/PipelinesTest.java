package dev.atrium.localstack.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pipelines call what is in this repository, with few rights and for a bounded time. */
class PipelinesTest {
    private static final String BAD =
            """
            name: bad
            on: push
            jobs:
              job:
                runs-on: ubuntu-24.04
                steps:
                  - uses: actions/checkout@main
                  - uses: actions/setup-java@v4
                    with:
                      java-version: '21'
                  - run: room-host/nothing ${{ github.head_ref }}
                  - run: mvn test -Dtest=NothingTest
                  - run: cdk deploy atrium-$STAGE-nothing -c nothing=1
              call:
                permissions: {}
                uses: ./.github/workflows/nothing.yml
            """;

    static List<Path> workflows() throws IOException {
        Path folder = Repository.root().resolve(".github/workflows");
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void workflowFitsTheRepository(Path file) {
        assertEquals(List.of(), pipeline(file).problems());
    }

    @Test
    void scriptsOfTheRepositoryAreRun() throws IOException {
        Set<String> scripts =
                workflows().stream()
                        .flatMap(file -> pipeline(file).scripts().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> wanted =
                Set.of(
                        ".ci/run",
                        "localstack/load/run",
                        "room-host/image",
                        "room-host/image-check");
        assertTrue(scripts.containsAll(wanted), scripts::toString);
    }

    @Test
    void whatDoesNotFitIsTold() {
        assertEquals(
                Set.of(
                        "bad gives rights to all of its jobs",
                        "bad may run twice at once: no concurrency",
                        "bad job has no permissions",
                        "bad job has no timeout-minutes",
                        "bad job uses actions/checkout@main, no major version",
                        "bad job takes Java 21",
                        "bad job puts a value of GitHub's into a script: hand it on as a variable",
                        "bad job runs room-host/nothing, which is not there or not executable",
                        "bad job runs the test NothingTest, which is not there",
                        "bad job names the stack nothing, which is not there",
                        "bad job gives cdk [nothing] that nobody reads, and not"
                                + " [build, domain, page, stage, warn, zone]",
                        "bad calls ./.github/workflows/nothing.yml, which is not there"),
                Set.copyOf(Pipeline.of("bad", BAD).problems()));
    }

    @Test
    void commandLineOfTheCdkIsTheOneOfItsPage() {
        String version = "npm install --global aws-cdk@2.1148.1";
        Path deploy = Repository.root().resolve(".github/workflows/deploy-stage.yml");
        assertTrue(Repository.text(deploy).contains(version));
        assertTrue(
                Repository.text(Repository.root().resolve("cdk/docs/README.md")).contains(version));
    }

    @Test
    void newerVersionsAreLookedForWherePomsAndActionsAre() {
        Map<String, List<Map<String, Object>>> file =
                new Yaml()
                        .load(Repository.text(Repository.root().resolve(".github/dependabot.yml")));
        assertEquals(
                List.of("maven /", "github-actions /"),
                file.get("updates").stream()
                        .map(one -> one.get("package-ecosystem") + " " + one.get("directory"))
                        .toList());
    }

    private static Pipeline pipeline(Path file) {
        return Pipeline.of(file.getFileName().toString(), Repository.text(file));
    }
}
