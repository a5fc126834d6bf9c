package dev.atrium.localstack.load;

import dev.atrium.localstack.host.HostProcess;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts a room host with its stores, places rooms on it, writes a ticket for every seat to a file,
 * says {@code ready PORT PID}, and stays until its standard input ends.
 */
public final class LoadHost {
    private LoadHost() {}

    /** Reads {@code GAME}, {@code ROOMS}, {@code SEATS}, {@code FOLDER} and {@code JVM_FLAGS}. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> environment = System.getenv();
        int rooms = Integer.parseInt(environment.getOrDefault("ROOMS", "80"));
        int seats = Integer.parseInt(environment.getOrDefault("SEATS", "20"));
        Path folder = Path.of(environment.getOrDefault("FOLDER", "target/load"));
        LoadStage.Wanted wanted =
                LoadStage.Wanted.ofBuild(
                        folder,
                        jvmFlags(environment),
                        Map.of("ATRIUM_CAPACITY_ROOMS", Integer.toString(rooms)));
        try (LoadStage stage = LoadStage.start(wanted)) {
            List<LoadStage.Place> places =
                    stage.place(
                            environment.getOrDefault("GAME", "arena.practice"),
                            rooms,
                            new LoadStage.Seating(seats, 0, 0));
            Files.write(
                    folder.resolve("tickets"),
                    places.stream().map(LoadStage.Place::ticket).toList());
            // The script that started it waits for this line and reads port and process from it.
            System.out.printf("ready %d %d%n", stage.hostPort(), stage.hostPid());
            while (System.in.read() >= 0) {
                // Until whoever started it is done.
            }
        }
    }

    /** Those of a server, unless {@code JVM_FLAGS} names others. */
    public static List<String> jvmFlags(Map<String, String> environment) {
        String flags = environment.getOrDefault("JVM_FLAGS", "");
        return flags.isEmpty() ? HostProcess.SERVER : List.of(flags.split(" ", -1));
    }
}
