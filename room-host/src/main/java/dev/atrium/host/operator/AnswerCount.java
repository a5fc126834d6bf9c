package dev.atrium.host.operator;

import dev.atrium.host.metrics.HostMetrics;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Counts the answers of both ports by their status. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class AnswerCount {
    private final HostMetrics metrics;

    AnswerCount(HostMetrics metrics) {
        this.metrics = metrics;
    }

    @ResponseFilter
    void answered(HttpResponse<?> answer) {
        metrics.answered(answer.code());
    }
}
