package dev.atrium.localstack.image;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes images as tars in the layout of OCI, with Jib, from nothing and with nobody's help. */
final class ImageFile {
    /** Every file is as old as the build says, so that the same contents are the same bytes. */
    static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

    private static final FilePermissions READ = FilePermissions.fromOctalString("444");
    private static final FilePermissions RUN = FilePermissions.fromOctalString("555");
    private static final FilePermissions FOLDER = FilePermissions.fromOctalString("755");
    private static final FilePermissions OWN = FilePermissions.fromOctalString("700");

    private ImageFile() {}

    /**
     * Writes one.
     *
     * @param tar where to
     * @param cache of layers, a folder; who wants to prove something takes a new one
     * @return the digest of its manifest
     * @throws IllegalStateException if Jib gives up
     */
    static String write(ImageContents contents, Path tar, Path cache) throws IOException {
        Files.createDirectories(cache);
        Path empty = Files.createDirectories(cache.resolve("empty"));
        JibContainerBuilder image =
                Jib.fromScratch()
                        .setFormat(ImageFormat.OCI)
                        .setPlatforms(Set.of(new Platform(architecture(), "linux")))
                        .setCreationTime(MADE)
                        .setUser(ImageContents.USER)
                        .setWorkingDirectory(AbsoluteUnixPath.get(ImageContents.HOME))
                        .setEntrypoint(contents.entryPoint())
                        .setEnvironment(new TreeMap<>(contents.environment()));
        contents.ports().forEach(port -> image.addExposedPort(Port.tcp(port)));
        new TreeSet<>(contents.volumes())
                .forEach(volume -> image.addVolume(AbsoluteUnixPath.get(volume)));
        for (ImageContents.Layer layer : contents.layers()) {
            image.addFileEntriesLayer(entries(layer, empty));
        }
        try {
            JibContainer written =
                    image.containerize(
                            Containerizer.to(TarImage.at(tar).named(contents.name()))
                                    .setApplicationLayersCache(cache.resolve("layers"))
                                    .setBaseImageLayersCache(cache.resolve("base"))
                                    .setOfflineMode(true));
            return written.getDigest().toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the image " + contents.name() + " fails", e);
        }
    }

    private static FileEntriesLayer entries(ImageContents.Layer layer, Path empty) {
        FileEntriesLayer.Builder entries = FileEntriesLayer.builder().setName(layer.name());
        // The folders too, for Jib gives those that it adds an age of its own.
        TreeSet<String> folders =
                layer.files().keySet().stream()
                        .flatMap(file -> above(file).stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        layer.own().forEach(folder -> folders.addAll(above(folder)));
        folders.removeAll(layer.own());
        for (String folder : folders) {
            entries.addEntry(empty, AbsoluteUnixPath.get(folder), FOLDER, MADE, "0:0");
        }
        new TreeMap<>(layer.files())
                .forEach(
                        (place, file) ->
                                entries.addEntry(
                                        file,
                                        AbsoluteUnixPath.get(place),
                                        Files.isExecutable(file) ? RUN : READ,
                                        MADE,
                                        "0:0"));
        for (String folder : new TreeSet<>(layer.own())) {
            entries.addEntry(empty, AbsoluteUnixPath.get(folder), OWN, MADE, ImageContents.USER);
        }
        return entries.build();
    }

    private static Set<String> above(String place) {
        Set<String> folders = new TreeSet<>();
        for (int end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1)) {
            folders.add(place.substring(0, end));
        }
        return folders;
    }

    /** As images name this machine's. */
    static String architecture() {
        String name = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return name.equals("aarch64") ? "arm64" : "amd64";
    }
}
