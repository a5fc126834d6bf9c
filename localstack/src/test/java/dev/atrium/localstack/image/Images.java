package dev.atrium.localstack.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The main of {@code room-host/image}: makes the images of the build, as tars, without Docker and
 * without a registry: {@code Images JDK FOLDER}.
 */
public final class Images {
    private static final String COMPACT_HEADERS = "-XX:+UseCompactObjectHeaders";

    /** Of both: what fits a container, whatever its size, and writes nothing to disk. */
    private static final List<String> FLAGS =
            List.of(
                    COMPACT_HEADERS,
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:-UsePerfData",
                    "-XX:+ErrorFileToStderr",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /** One that does not stop rooms. */
    private static final String COLLECTOR = "-XX:+UseZGC";

    /** See {@link ClassArchive}. */
    static final String CLASSES = ImageContents.ATRIUM + "/room-host.jsa";

    private static final String ROOM_HOST = "dev.atrium.host.RoomHost";

    /** A fixed heap of half of a task's memory; sockets' buffers have a bound of their own. */
    private static final List<String> HOST_FLAGS =
            List.of(
                    COLLECTOR,
                    "-XX:SharedArchiveFile=" + CLASSES,
                    "-XX:InitialRAMPercentage=50",
                    "-XX:MaxRAMPercentage=50",
                    "-XX:MaxDirectMemorySize=512m",
                    "-Djava.library.path=" + ImageContents.ATRIUM + "/native");

    /** As in {@code localstack/up}. */
    private static final List<String> STACK_FLAGS =
            List.of(
                    "-Xms64m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:MaxMetaspaceSize=192m",
                    "-Datrium.home=" + ImageContents.ATRIUM);

    /** Whether this machine is of arm64: Redis and SQLite come for x86-64 alone. */
    static final boolean ARM = ImageFile.architecture().equals("arm64");

    /** As Netty names the machine in its libraries and its jars. */
    private static final String MACHINE = ARM ? "aarch_64" : "x86_64";

    private static final String EPOLL =
            "META-INF/native/libnetty_transport_native_epoll_" + MACHINE + ".so";
    private static final int WRONG_CALL = 2;

    /**
     * The log of DynamoDB Local wants them; the archives of classes are left out for their size.
     */
    private static final List<String> DYNAMO_MODULES = List.of("java.desktop");

    private final Path home;
    private final Path runtime;
    private final Path work;

    private Images(Path home, Path runtime, Path work) {
        this.home = home;
        this.runtime = runtime;
        this.work = work;
    }

    /** Status 0 if both are made, 1 if something fails, 2 if it is called wrongly. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2 || !Files.isExecutable(Path.of(arguments[0], "bin/jlink"))) {
            System.err.println("atrium: call Images JDK FOLDER, with the folder of a whole JDK 25");
            System.exit(WRONG_CALL);
        }
        Path folder = Path.of(arguments[1]);
        Path jdk = Path.of(arguments[0]);
        Path home = Path.of(System.getProperty("atrium.home", "."));
        Path work = Files.createDirectories(folder.resolve("work"));
        Path hostRuntime = folder.resolve("runtime/room-host");
        JavaRuntime.link(jdk, hostRuntime, List.of(), List.of("-XX:+UseSerialGC"), true);
        List<ImageContents> all = new ArrayList<>();
        all.add(new Images(home, hostRuntime, work).roomHost());
        if (!ARM) {
            Path stackRuntime = folder.resolve("runtime/local-stack");
            JavaRuntime.link(jdk, stackRuntime, DYNAMO_MODULES, List.of(), false);
            all.add(new Images(home, stackRuntime, work).localStack());
        }
        for (ImageContents contents : all) {
            Path tar = folder.resolve(contents.name().replace("atrium/", "") + ".tar");
            String digest = ImageFile.write(contents, tar, folder.resolve("cache"));
            System.out.println(
                    "%s %s %d MB"
                            .formatted(tar.getFileName(), digest, Files.size(tar) / 1_000_000));
        }
    }

    private ImageContents roomHost() throws IOException {
        Path target = home.resolve("room-host/target");
        Path epoll = work.resolve(Path.of(EPOLL).getFileName());
        extract(epollJar(target.resolve("lib")), EPOLL, epoll);
        Map<String, Path> libraries = jars(target.resolve("lib"), false, "lib");
        libraries.put(ImageContents.ATRIUM + "/native/" + epoll.getFileName(), epoll);
        Map<String, Path> own = jars(target.resolve("lib"), true, "app");
        own.putAll(jars(target, true, "app"));
        Path classPath = classPath("room-host", own, libraries);
        own.put(ImageContents.ATRIUM + "/room-host.arguments", classPath);
        Map<String, Path> jars = new TreeMap<>(own);
        jars.putAll(libraries);
        jars.keySet().retainAll(paths(own, libraries));
        List<String> layout = List.of(COLLECTOR, COMPACT_HEADERS);
        own.put(CLASSES, new ClassArchive(runtime, layout, ROOM_HOST).make(jars, work));
        own.put(sbom("room-host"), target.resolve("sbom.json"));
        List<String> command = command(HOST_FLAGS, "room-host", ROOM_HOST);
        return new ImageContents(
                "atrium/room-host",
                List.of(
                        system(Stream.of(epoll), Map.of()),
                        java(),
                        new ImageContents.Layer("libraries", libraries, Set.of()),
                        new ImageContents.Layer("atrium", own, Set.of())),
                command,
                Map.of("ATRIUM_BIND", "0.0.0.0"),
                Set.of("/tmp", ImageContents.HOME),
                Set.of(8_081, 9_081));
    }

    /** Redis is a program that is started by a script, so here are a shell and what it calls. */
    private ImageContents localStack() throws IOException {
        Path host = home.resolve("room-host/target");
        Path target = home.resolve("localstack/target");
        Path redis = work.resolve("redis-server");
        Path redisJar = jar(target.resolve("lib"), "embedded-redis");
        try (ZipFile zip = new ZipFile(redisJar.toFile())) {
            String name =
                    zip.stream()
                            .map(entry -> entry.getName())
                            .filter(entry -> entry.endsWith("-linux-amd64"))
                            .findFirst()
                            .orElseThrow();
            extract(redisJar, name, redis);
        }
        Map<String, Path> libraries = jars(target.resolve("lib"), false, "lib");
        Map<String, Path> hostLibraries = jars(host.resolve("lib"), false, "lib");
        Path sqlite = jar(target.resolve("lib"), "libsqlite4java-linux-amd64");
        Map<String, Path> own = jars(target.resolve("lib"), true, "app");
        own.putAll(jars(target, true, "app"));
        Map<String, Path> hostOwn = jars(host.resolve("lib"), true, "app");
        hostOwn.putAll(jars(host, true, "app"));
        Path stackPath = classPath("local-stack", own, libraries);
        String hostPath = String.join(":", paths(hostOwn, hostLibraries));
        libraries.putAll(hostLibraries);
        libraries.put(ImageContents.ATRIUM + "/lib/" + sqlite.getFileName(), sqlite);
        own.putAll(hostOwn);
        own.put(ImageContents.ATRIUM + "/local-stack.arguments", stackPath);
        own.put(sbom("local-stack"), target.resolve("sbom.json"));
        own.put(sbom("room-host"), host.resolve("sbom.json"));
        Path web = home.resolve("localstack/web");
        try (Stream<Path> files = Files.walk(web)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !web.relativize(file).startsWith("test"))
                    .forEach(
                            file ->
                                    own.put(
                                            ImageContents.ATRIUM
                                                    + "/localstack/web/"
                                                    + web.relativize(file),
                                            file));
        }
        Map<String, Path> tools =
                Stream.of("/bin/sh", "/bin/cat", "/bin/uname")
                        .collect(Collectors.toMap(tool -> tool, Path::of));
        List<String> flags = new ArrayList<>(STACK_FLAGS);
        flags.add("-Datrium.host.classPath=" + hostPath);
        flags.add("-Dsqlite4java.library.path=" + ImageContents.ATRIUM + "/lib");
        return new ImageContents(
                "atrium/local-stack",
                List.of(
                        system(Stream.of(redis, sqlite), tools),
                        java(),
                        new ImageContents.Layer("libraries", libraries, Set.of()),
                        new ImageContents.Layer("atrium", own, Set.of())),
                command(flags, "local-stack", "dev.atrium.localstack.LocalStack"),
                Map.of("PATH", "/bin"),
                Set.of("/tmp", ImageContents.HOME),
                Set.of(8_080, 8_081));
    }

    private static List<String> command(List<String> flags, String arguments, String main) {
        List<String> command = new ArrayList<>();
        command.add(ImageContents.JAVA + "/bin/java");
        command.addAll(flags);
        command.addAll(FLAGS);
        command.add("@" + ImageContents.ATRIUM + "/" + arguments + ".arguments");
        command.add(main);
        return command;
    }

    /** What an engine runs beside a host, to learn whether it lives. */
    static List<String> healthCheck(String port) {
        return List.of(
                ImageContents.JAVA + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx16m",
                "-XX:-UsePerfData",
                "-cp",
                ImageContents.ATRIUM + "/app/room-host-0.1.0.jar",
                "dev.atrium.host.check.HealthCheck",
                port);
    }

    static String sbom(String name) {
        return ImageContents.ATRIUM + "/sbom/" + name + ".json";
    }

    /** The C library and what else programs load, who the user is, and what may be written. */
    private ImageContents.Layer system(Stream<Path> more, Map<String, Path> tools)
            throws IOException {
        Map<String, Path> files = new TreeMap<>();
        List<Path> programs = new ArrayList<>(more.toList());
        programs.addAll(tools.values());
        try (Stream<Path> all = Files.walk(runtime)) {
            all.filter(f -> f.toString().endsWith(".so") || f.endsWith("bin/java"))
                    .forEach(programs::add);
        }
        for (Path library : JavaRuntime.libraries(programs.stream(), runtime)) {
            files.put(library.toString(), library.toRealPath());
        }
        for (Map.Entry<String, Path> tool : tools.entrySet()) {
            files.put(tool.getKey(), tool.getValue().toRealPath());
        }
        String line = "atrium:x:10001:10001::" + ImageContents.HOME + ":/nonexistent\n";
        files.put("/etc/passwd", text("passwd", "root:x:0:0::/nonexistent:/nonexistent\n" + line));
        files.put("/etc/group", text("group", "root:x:0:\natrium:x:10001:\n"));
        files.put("/etc/nsswitch.conf", text("nsswitch.conf", "hosts: files dns\n"));
        return new ImageContents.Layer("system", files, Set.of("/tmp", ImageContents.HOME));
    }

    private ImageContents.Layer java() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(runtime)) {
            all.filter(Files::isRegularFile)
                    .forEach(
                            file ->
                                    files.put(
                                            ImageContents.JAVA + "/" + runtime.relativize(file),
                                            file));
        }
        return new ImageContents.Layer("java", files, Set.of());
    }

    /** Jars of a folder: Atrium's own, or all others. */
    private static Map<String, Path> jars(Path folder, boolean own, String place)
            throws IOException {
        Map<String, Path> jars = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toString().endsWith("-0.1.0.jar") == own)
                    .filter(file -> file.toString().endsWith(".jar"))
                    .forEach(
                            file ->
                                    jars.put(
                                            String.join(
                                                    "/",
                                                    ImageContents.ATRIUM,
                                                    place,
                                                    file.getFileName().toString()),
                                            file));
        }
        return jars;
    }

    private static Path jar(Path folder, String begin) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(begin))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path epollJar(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains("netty-transport-native-epoll"))
                    .filter(file -> file.toString().endsWith(MACHINE + ".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Set<String> paths(Map<String, Path> own, Map<String, Path> libraries) {
        TreeSet<String> paths = new TreeSet<>(own.keySet());
        paths.addAll(libraries.keySet());
        paths.removeIf(path -> !path.endsWith(".jar"));
        return paths;
    }

    private Path classPath(String name, Map<String, Path> own, Map<String, Path> libraries)
            throws IOException {
        String path = String.join(":", paths(own, libraries));
        return text(name + ".arguments", "-cp " + path + "\n");
    }

    private Path text(String name, String contents) throws IOException {
        return Files.writeString(work.resolve(name), contents, UTF_8);
    }

    private static void extract(Path jar, String name, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Files.write(to, zip.getInputStream(zip.getEntry(name)).readAllBytes());
        }
    }
}
