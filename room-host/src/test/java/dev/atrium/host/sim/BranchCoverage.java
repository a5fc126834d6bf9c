package dev.atrium.host.sim;

import org.jacoco.agent.rt.RT;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.data.ExecutionDataReader;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which branches of the code that keeps rooms from being lost were taken since this JVM started.
 *
 * @param covered branches
 * @param all of them
 * @param missed how many and at which lines, by class
 */
record BranchCoverage(int covered, int all, TreeMap<String, String> missed) {
    private static final Path CLASSES = Path.of("target/classes");
    private static final String HOST = "dev/atrium/host/";

    /**
     * Leases, journals, takeovers, drains, ends, lost journals, tries apart, trimming: whole
     * packages.
     */
    private static final List<String> PACKAGES =
            List.of(
                    HOST + "lease/",
                    HOST + "journal/",
                    HOST + "takeover/",
                    HOST + "ending/",
                    HOST + "reclaim/",
                    HOST + "probation/",
                    HOST + "trim/");

    /** And what of other packages belongs to it. */
    private static final List<String> CLASSES_BESIDE =
            List.of(
                    HOST + "front/RoomOpener",
                    HOST + "front/RoomRestorer",
                    HOST + "front/RoomTaking",
                    HOST + "front/Departures",
                    HOST + "room/RoomJournal",
                    HOST + "room/JournalTrimming",
                    HOST + "room/RoomMove",
                    HOST + "room/RoomOwnership",
                    HOST + "room/Gathering",
                    HOST + "dynamo/RoomTable",
                    HOST + "dynamo/HostTable");

    /** Ways to other processes: here the run's own stand in for them. */
    private static final Set<String> ELSEWHERE =
            Set.of(HOST + "takeover/HttpHeirs", HOST + "journal/NullJournalStore");

    /** What was taken so far; nothing measured if the JVM has no agent. */
    static BranchCoverage soFar() throws IOException {
        byte[] data;
        try {
            data = RT.getAgent().getExecutionData(false);
        } catch (IllegalStateException e) {
            return new BranchCoverage(0, 0, new TreeMap<>());
        }
        ExecutionDataStore store = new ExecutionDataStore();
        ExecutionDataReader reader = new ExecutionDataReader(new ByteArrayInputStream(data));
        reader.setExecutionDataVisitor(store);
        reader.setSessionInfoVisitor(new SessionInfoStore());
        reader.read();
        CoverageBuilder builder = new CoverageBuilder();
        Analyzer analyzer = new Analyzer(store, builder);
        try (Stream<Path> files = Files.walk(CLASSES)) {
            for (Path file : files.filter(BranchCoverage::counts).toList()) {
                analyzer.analyzeAll(file.toFile());
            }
        }
        return sum(builder.getClasses());
    }

    private static BranchCoverage sum(Iterable<IClassCoverage> classes) {
        int covered = 0;
        int all = 0;
        TreeMap<String, String> missed = new TreeMap<>();
        for (IClassCoverage one : classes) {
            covered += one.getBranchCounter().getCoveredCount();
            all += one.getBranchCounter().getTotalCount();
            int missing = one.getBranchCounter().getMissedCount();
            if (missing > 0) {
                missed.put(one.getName().substring(HOST.length()), missing + " at " + lines(one));
            }
        }
        return new BranchCoverage(covered, all, missed);
    }

    private static String lines(IClassCoverage one) {
        return IntStream.rangeClosed(one.getFirstLine(), one.getLastLine())
                .filter(line -> one.getLine(line).getBranchCounter().getMissedCount() > 0)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" "));
    }

    private static boolean counts(Path file) {
        String name = CLASSES.relativize(file).toString().replace('\\', '/');
        if (!name.endsWith(".class")) {
            return false;
        }
        String outer = name.substring(0, name.length() - ".class".length()).split("\\$", 2)[0];
        boolean ours =
                PACKAGES.stream().anyMatch(outer::startsWith) || CLASSES_BESIDE.contains(outer);
        return ours && !ELSEWHERE.contains(outer);
    }

    boolean isMeasured() {
        return all > 0;
    }

    double ratio() {
        return (double) covered / all;
    }

    @Override
    public String toString() {
        return isMeasured()
                ? "%d of %d branches of lease, journal, takeover and drain, %.1f %%; missed: %s"
                        .formatted(covered, all, 100 * ratio(), missed)
                : "branches are not counted without an agent";
    }
}
