package dev.atrium.cdk.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.atrium.cdk.AtriumApp;
import dev.atrium.cdk.stage.Deployment;
import dev.atrium.cdk.stage.Deployments;
import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;
import software.amazon.awscdk.cxapi.SynthesisMessageLevel;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All templates of a stage, written once for all tests that look at them. */
public final class Templates {
    /** Without them the last stage is not deployed. */
    private static final Map<String, String> CONTACTS =
            Map.of("page", "https://pager.example.com/x", "warn", "ops@example.com");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Stage, Templates> WRITTEN = new ConcurrentHashMap<>();

    private final List<String> errors;
    private final SortedMap<String, JsonNode> byStack;

    private Templates(List<String> errors, SortedMap<String, JsonNode> byStack) {
        this.errors = errors;
        this.byStack = byStack;
    }

    /** Those of a stage. */
    public static Templates of(Stage stage) {
        return WRITTEN.computeIfAbsent(stage, known -> written(Deployments.of(known)));
    }

    /** Those of a deployment like no other, written for whoever asks. */
    public static Templates written(Deployment deployment) {
        App app = new App(AppProps.builder().context(CONTACTS).build());
        AtriumApp.stacks(app, deployment);
        CloudAssembly assembly = app.synth();
        SortedMap<String, JsonNode> byStack = new TreeMap<>();
        for (CloudFormationStackArtifact stack : assembly.getStacks()) {
            byStack.put(stack.getStackName(), JSON.valueToTree(stack.getTemplate()));
        }
        return new Templates(errors(assembly), byStack);
    }

    @SuppressWarnings("deprecation") // Of the library's own types, which have no others yet.
    private static List<String> errors(CloudAssembly assembly) {
        return assembly.getStacks().stream()
                .flatMap(stack -> stack.getMessages().stream())
                .filter(message -> message.getLevel() == SynthesisMessageLevel.ERROR)
                .map(message -> message.getId() + ": " + message.getEntry().getData())
                .toList();
    }

    /** What keeps them from being deployed: broken rules, and where. */
    public List<String> errors() {
        return errors;
    }

    /** Their names. */
    public Set<String> stacks() {
        return byStack.keySet();
    }

    /** That of a stack. */
    public JsonNode stack(String name) {
        JsonNode template = byStack.get(name);
        if (template == null) {
            throw new IllegalArgumentException(name + " is none of " + byStack.keySet());
        }
        return template;
    }

    /** The resources of a type in a stack, by logical id. */
    public SortedMap<String, JsonNode> resources(String stack, String type) {
        SortedMap<String, JsonNode> found = new TreeMap<>();
        stack(stack)
                .path("Resources")
                .properties()
                .forEach(
                        entry -> {
                            if (entry.getValue().path("Type").asText().equals(type)) {
                                found.put(entry.getKey(), entry.getValue());
                            }
                        });
        return found;
    }

    /** The properties of the only resource of a type in a stack. */
    public JsonNode only(String stack, String type) {
        SortedMap<String, JsonNode> found = resources(stack, type);
        if (found.size() != 1) {
            throw new IllegalArgumentException(type + " in " + stack + ": " + found.keySet());
        }
        return found.firstEntry().getValue().path("Properties");
    }

    /** The elements of a list, or what stands in its place. */
    public static Stream<JsonNode> each(JsonNode list) {
        return list.isArray() ? list.valueStream() : Stream.of(list);
    }

    /**
     * A text as CloudFormation would put it together, as far as that can be known: what refers to
     * something is its name in angle brackets.
     */
    public static String text(JsonNode value) {
        if (value.isValueNode()) {
            return value.asText();
        }
        if (value.has("Fn::Join")) {
            StringBuilder joined = new StringBuilder();
            each(value.path("Fn::Join").path(1)).forEach(part -> joined.append(text(part)));
            return joined.toString();
        }
        if (value.has("Ref")) {
            return "<" + value.path("Ref").asText() + ">";
        }
        if (value.has("Fn::GetAtt")) {
            return "<"
                    + value.path("Fn::GetAtt").path(0).asText()
                    + "."
                    + value.path("Fn::GetAtt").path(1).asText()
                    + ">";
        }
        if (value.has("Fn::ImportValue")) {
            return "<" + text(value.path("Fn::ImportValue")) + ">";
        }
        return value.toString();
    }
}
