package dev.atrium.localstack.gateway.assets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Files of WebJars on the class path, by {@code name/path}: the version is the one that is there.
 */
public final class WebJarAssets implements AssetSource {

    private static final List<String> GROUPS = List.of("org.webjars.npm", "org.webjars");

    private final ClassLoader loader;

    /** Name → version; holds only names that are there, so no caller can make it grow. */
    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /** Serves the WebJars that this loader sees. */
    public WebJarAssets(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public Optional<byte[]> read(String path) {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String name = path.substring(0, slash);
        return version(name)
                .flatMap(
                        version ->
                                ClasspathAssets.read(
                                        loader,
                                        "META-INF/resources/webjars/%s/%s%s"
                                                .formatted(name, version, path.substring(slash))));
    }

    private Optional<String> version(String name) {
        return Optional.ofNullable(
                versions.computeIfAbsent(name, key -> findVersion(key).orElse(null)));
    }

    private Optional<String> findVersion(String name) {
        return GROUPS.stream()
                .map(group -> "META-INF/maven/%s/%s/pom.properties".formatted(group, name))
                .flatMap(resource -> ClasspathAssets.read(loader, resource).stream())
                .map(WebJarAssets::versionIn)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> versionIn(byte[] pomProperties) {
        Properties properties = new Properties();
        try {
            properties.load(new ByteArrayInputStream(pomProperties));
        } catch (IOException impossible) {
            return Optional.empty();
        }
        return Optional.ofNullable(properties.getProperty("version"));
    }
}
