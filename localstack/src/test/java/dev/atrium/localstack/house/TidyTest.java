package dev.atrium.localstack.house;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the source text of the whole repository looks. */
class TidyTest {
    private static final int LINES_MAX = 450;
    private static final int COLUMNS_MAX = 100;

    // Put together here, so that this file does not hold them.
    private static final List<String> SMELLS =
            List.of(
                    "TO" + "DO",
                    "FIX" + "ME",
                    "XX" + "X",
                    "@Dis" + "abled",
                    "print" + "StackTrace",
                    "assertTrue" + "(true)",
                    "\t");

    /** What few files may do, each for its reason. */
    private static final Map<String, Set<String>> ONLY_IN =
            Map.of(
                    "Thread.sl" + "eep",
                    Set.of(
                            // Pollers with a thread of their own, as AWS's are.
                            "EventSourceMapping",
                            "BatchDelivery",
                            // A handler that is slow on purpose; a client that pings evenly.
                            "ContractFunctions",
                            "SocketEmulatorIT"),
                    "System.o" + "ut",
                    Set.of(
                            // The terminal is their product.
                            "LocalStack",
                            "Figures",
                            "ReplayTool",
                            "MatchSimTool",
                            "ScaleSimTool",
                            "ResourcesTool",
                            "RestoreTool",
                            "DrillTool",
                            "EmulatorTool",
                            "MatchmakerBenchmark",
                            "Resimulation",
                            "LoadHost",
                            "LoadRun",
                            "Soak",
                            "Ops",
                            "KeyTool",
                            "CostTool",
                            "PartyLoad",
                            "IdleRooms",
                            "JournalCost",
                            "ColdStart",
                            "Images",
                            "ImageCheck",
                            "IdleSockets",
                            "FaultRounds",
                            "Simulator",
                            // What tests measured, which is wanted of runs that pass, too.
                            "MeasuredFigure",
                            "SiegeTrafficTest",
                            "ArenaBotStrengthTest",
                            "PartyVoteSpeedTest"));

    @Test
    void theTopHasTheAgreedEntriesAndNothingElse() throws IOException {
        try (Stream<Path> top = Files.list(Repository.root())) {
            TreeSet<String> names = new TreeSet<>();
            top.map(f -> f.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("target"))
                    .forEach(names::add);
            TreeSet<String> agreed = new TreeSet<>(Repository.MODULES);
            agreed.addAll(List.of("README.md", "pom.xml"));
            assertEquals(agreed, names);
        }
    }

    @Test
    void everyPackageSaysWhatItIs() {
        List<String> silent = new ArrayList<>();
        for (Path file : Repository.files(".java")) {
            if (file.toString().contains("/src/main/java/")) {
                Path info = file.resolveSibling("package-info.java");
                boolean says =
                        Files.exists(info)
                                && Repository.text(info).contains("@NullMarked")
                                && Repository.text(info).startsWith("/**");
                if (!says) {
                    silent.add(Repository.name(file.getParent()));
                }
            }
        }
        assertEquals(List.of(), silent.stream().distinct().toList());
    }

    @Test
    void filesHaveOneSubjectAndLinesFitTheScreen() {
        List<String> large = new ArrayList<>();
        for (Path file : Repository.files(".java", ".js", ".mjs", ".css", ".html")) {
            List<String> lines = Repository.text(file).lines().toList();
            if (lines.size() > LINES_MAX) {
                large.add(Repository.name(file) + ": " + lines.size() + " lines");
            }
            if (file.toString().endsWith(".java")) {
                lines.stream()
                        .filter(line -> line.length() > COLUMNS_MAX && !line.startsWith("import"))
                        .forEach(line -> large.add(Repository.name(file) + ": " + line));
            }
        }
        assertEquals(List.of(), large);
    }

    @Test
    void nothingIsLeftForLater() {
        List<String> left = new ArrayList<>();
        for (Path file : Repository.files(".java", ".js", ".mjs")) {
            String text = Repository.text(file);
            SMELLS.stream()
                    .filter(text::contains)
                    .forEach(smell -> left.add(Repository.name(file) + ": " + smell.strip()));
        }
        assertEquals(List.of(), left);
    }

    @Test
    void threadsSleepAndPrintOnlyWhereThatIsTheirJob() {
        List<String> found = new ArrayList<>();
        for (Path file : Repository.files(".java")) {
            String text = Repository.text(file);
            ONLY_IN.forEach(
                    (what, where) -> {
                        String name = file.getFileName().toString().replace(".java", "");
                        if (text.contains(what) && !where.contains(name)) {
                            found.add(Repository.name(file) + ": " + what);
                        }
                    });
        }
        assertEquals(List.of(), found);
    }

    @Test
    void versionsStandInTheParentOnly() {
        List<String> versions = new ArrayList<>();
        Pattern dependency = Pattern.compile("<dependency>.*?</dependency>", Pattern.DOTALL);
        for (String module : Repository.MODULES) {
            Path pom = Repository.root().resolve(module).resolve("pom.xml");
            Matcher matcher = dependency.matcher(Repository.text(pom));
            while (matcher.find()) {
                if (matcher.group().contains("<version>")) {
                    versions.add(module + ": " + matcher.group().replaceAll("\\s+", " "));
                }
            }
        }
        assertEquals(List.of(), versions);
    }

    @Test
    void linksInTheDocsLeadSomewhere() {
        List<String> broken = new ArrayList<>();
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)\\)");
        List<Path> pages = new ArrayList<>(Repository.files(".md"));
        pages.add(Repository.root().resolve("README.md"));
        for (Path page : pages) {
            Matcher matcher = link.matcher(Repository.text(page));
            while (matcher.find()) {
                if (!Files.exists(page.resolveSibling(matcher.group(1)))) {
                    broken.add(Repository.name(page) + ": " + matcher.group(1));
                }
            }
        }
        assertEquals(List.of(), broken);
    }
}
