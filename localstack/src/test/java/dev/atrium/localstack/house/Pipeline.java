package dev.atrium.localstack.house;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A workflow of GitHub Actions, and what in it does not fit this repository.
 *
 * @param name its file's
 * @param tree what YAML made of it
 */
record Pipeline(String name, Map<?, ?> tree) {
    private static final int MINUTES_MAX = 360;

    private static final Pattern SCRIPT =
            Pattern.compile(
                    "(?<![\\w/.$-])((?:\\.ci|shared-model|functions|room-host|cdk|localstack)"
                            + "/[\\w./-]+)");

    private static final Pattern TESTS = Pattern.compile("-D(?:it\\.)?test=([\\w,]+)");
    private static final Pattern ACTION = Pattern.compile("[\\w-]+/[\\w-]+@v[0-9]+");
    private static final Pattern CONTEXT = Pattern.compile("-c ([a-z-]+)=");
    private static final Pattern STACK = Pattern.compile("atrium-\\$STAGE-([a-z]+)");
    private static final Pattern CONTEXT_READ =
            Pattern.compile("(context|required|number)\\(\\s*app,\\s*\"([a-z-]+)\"");

    /** A constant of an enum. */
    private static final Pattern SEVERITY = Pattern.compile("(?m)^    ([A-Z]+)[,;(]");

    static Pipeline of(String name, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Pipeline(name, new Yaml(new SafeConstructor(options)).load(text));
    }

    /** What is wrong with it, a line each; empty if it fits. */
    List<String> problems() {
        List<String> found = new ArrayList<>();
        if (!Map.of().equals(tree.get("permissions"))) {
            found.add("gives rights to all of its jobs");
        }
        if (!tree.containsKey("concurrency")) {
            found.add("may run twice at once: no concurrency");
        }
        jobs().forEach((job, body) -> found.addAll(problems(job, body)));
        return found.stream().map(problem -> name + " " + problem).toList();
    }

    /** Every script of the repository that it runs. */
    Set<String> scripts() {
        return runs().stream()
                .flatMap(run -> matches(SCRIPT, run).stream())
                .filter(path -> !path.contains("/target/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> problems(String job, Map<?, ?> body) {
        List<String> found = new ArrayList<>();
        if (!(body.get("permissions") instanceof Map)) {
            found.add(job + " has no permissions");
        }
        if (body.get("uses") instanceof String called) {
            found.addAll(problemsOfCall(called, body));
            return found;
        }
        if (!(body.get("timeout-minutes") instanceof Integer minutes)
                || minutes < 1
                || minutes > MINUTES_MAX) {
            found.add(job + " has no timeout-minutes");
        }
        for (Map<?, ?> step : steps(body)) {
            if (step.get("uses") instanceof String action && !ACTION.matcher(action).matches()) {
                found.add(job + " uses " + action + ", no major version");
            }
            if (step.get("with") instanceof Map<?, ?> with
                    && with.containsKey("java-version")
                    && !javaVersion().equals(with.get("java-version"))) {
                found.add(job + " takes Java " + with.get("java-version"));
            }
            if (step.get("run") instanceof String run) {
                problemsOfRun(run).forEach(problem -> found.add(job + " " + problem));
            }
        }
        return found;
    }

    private static List<String> problemsOfCall(String called, Map<?, ?> body) {
        Path file = Repository.root().resolve(called);
        if (!called.startsWith("./") || !Files.exists(file)) {
            return List.of("calls " + called + ", which is not there");
        }
        Pipeline other = of(called, Repository.text(file));
        // YAML 1.1 reads the word "on" as true.
        if (!(other.tree.get(true) instanceof Map<?, ?> on) || !on.containsKey("workflow_call")) {
            return List.of("calls " + called + ", which cannot be called");
        }
        Set<?> wanted =
                on.get("workflow_call") instanceof Map<?, ?> call
                                && call.get("inputs") instanceof Map<?, ?> inputs
                        ? inputs.keySet()
                        : Set.of();
        Set<?> given = body.get("with") instanceof Map<?, ?> with ? with.keySet() : Set.of();
        return wanted.equals(given) ? List.of() : List.of("gives " + called + " " + given);
    }

    private static List<String> problemsOfRun(String run) {
        List<String> found = new ArrayList<>();
        if (run.contains("${{")) {
            found.add("puts a value of GitHub's into a script: hand it on as a variable");
        }
        for (String script : matches(SCRIPT, run)) {
            Path file = Repository.root().resolve(script);
            if (!script.contains("/target/") && !Files.isExecutable(file)) {
                found.add("runs " + script + ", which is not there or not executable");
            }
        }
        for (String tests : matches(TESTS, run)) {
            for (String test : tests.split(",", -1)) {
                if (!test.equals("NONE") && Repository.files("/" + test + ".java").isEmpty()) {
                    found.add("runs the test " + test + ", which is not there");
                }
            }
        }
        String app = source("AtriumApp");
        String stacks = Repository.files("Stack.java").stream().map(Repository::text).toList() + "";
        for (String stack : matches(STACK, run)) {
            if (!stacks.contains("stack(\"" + stack + "\")")) {
                found.add("names the stack " + stack + ", which is not there");
            }
        }
        if (run.contains("cdk deploy")) {
            Set<String> given = new TreeSet<>(matches(CONTEXT, run));
            Set<String> wanted = new TreeSet<>();
            Set<String> read = new TreeSet<>();
            Matcher matcher = CONTEXT_READ.matcher(app);
            while (matcher.find()) {
                read.add(matcher.group(2));
                if (matcher.group(1).equals("required")) {
                    wanted.add(matcher.group(2));
                }
            }
            if (app.contains("Contacts.from(name -> context(app, name))")) {
                // Whom alarms reach: one for each severity, and asked for where nobody is named.
                Set<String> severities =
                        matches(SEVERITY, source("Severity")).stream()
                                .map(name -> name.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toSet());
                read.addAll(severities);
                wanted.addAll(severities);
            }
            wanted.addAll(Set.of("stage", "build"));
            wanted.removeAll(given);
            given.removeAll(read);
            if (!given.isEmpty() || !wanted.isEmpty()) {
                found.add("gives cdk " + given + " that nobody reads, and not " + wanted);
            }
        }
        return found;
    }

    private static String source(String type) {
        return Repository.text(Repository.files("/" + type + ".java").getFirst());
    }

    /** The release that the root POM compiles for. */
    static String javaVersion() {
        String pom = Repository.text(Repository.root().resolve("pom.xml"));
        return matches(Pattern.compile("<maven.compiler.release>([0-9]+)<"), pom).getFirst();
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }

    private Map<String, Map<?, ?>> jobs() {
        return ((Map<?, ?>) tree.get("jobs"))
                .entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        job -> job.getKey().toString(),
                                        job -> (Map<?, ?>) job.getValue()));
    }

    private static List<Map<?, ?>> steps(Map<?, ?> job) {
        List<Map<?, ?>> steps = new ArrayList<>();
        if (job.get("steps") instanceof List<?> all) {
            all.forEach(step -> steps.add((Map<?, ?>) step));
        }
        return steps;
    }

    /** The scripts of all steps. */
    private List<String> runs() {
        return jobs().values().stream()
                .flatMap(job -> steps(job).stream())
                .filter(step -> step.get("run") instanceof String)
                .map(step -> step.get("run").toString())
                .toList();
    }
}
