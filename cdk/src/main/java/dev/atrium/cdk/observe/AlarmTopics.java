package dev.atrium.cdk.observe;

import dev.atrium.cdk.stage.Stage;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.UrlSubscription;
import software.constructs.Construct;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where alarms go: a topic for each severity, under a key of their own, which are published to by
 * CloudWatch and AWS Budgets of this account alone, and over TLS.
 */
final class AlarmTopics extends Construct {
    private static final List<String> PUBLISHERS =
            List.of("cloudwatch.amazonaws.com", "budgets.amazonaws.com");

    private final Map<Severity, Topic> topics = new EnumMap<>(Severity.class);

    AlarmTopics(Construct scope, Stage stage, Contacts contacts) {
        super(scope, "topics");
        Key key =
                Key.Builder.create(this, "key")
                        .description("Alarms of " + stage.name() + " on their way")
                        .enableKeyRotation(true)
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        key.addToResourcePolicy(
                ours("kms:Decrypt", "kms:GenerateDataKey*").resources(List.of("*")).build());
        for (Severity severity : Severity.values()) {
            Topic topic =
                    Topic.Builder.create(this, severity.label())
                            .topicName(stage.stack(severity.label()))
                            .masterKey(key)
                            .enforceSsl(true)
                            .build();
            topic.addToResourcePolicy(
                    ours("sns:Publish").resources(List.of(topic.getTopicArn())).build());
            contacts.of(severity).ifPresent(contact -> subscribe(topic, contact));
            topics.put(severity, topic);
        }
    }

    private PolicyStatement.Builder ours(String... actions) {
        return PolicyStatement.Builder.create()
                .actions(List.of(actions))
                .principals(
                        PUBLISHERS.stream()
                                .map(service -> ServicePrincipal.Builder.create(service).build())
                                .toList())
                .conditions(
                        Map.of(
                                "StringEquals",
                                Map.of("aws:SourceAccount", Stack.of(this).getAccount())));
    }

    private static void subscribe(Topic topic, String contact) {
        topic.addSubscription(
                contact.startsWith(Contacts.HTTPS)
                        ? new UrlSubscription(contact)
                        : new EmailSubscription(contact));
    }

    /** Of a severity. */
    Topic of(Severity severity) {
        return Objects.requireNonNull(topics.get(severity));
    }
}
