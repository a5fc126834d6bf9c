package dev.atrium.cdk.observe;

import dev.atrium.metric.FunctionMetric;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an alarm or a graph looks at: a metric by its statistic, or what is reckoned from some. */
sealed interface Figure {
    /** For people: the metric's name with its statistic. */
    String text();

    /**
     * A metric of hosts.
     *
     * @param metric which
     * @param value of its label; empty if it has none
     * @param statistic of CloudWatch, such as {@code Maximum}
     */
    record OfHosts(HostMetric metric, String value, String statistic) implements Figure {
        public OfHosts {
            if (metric.label().isPresent() == value.isEmpty()) {
                throw new IllegalArgumentException(metric + " by " + metric.label());
            }
        }

        @Override
        public String text() {
            return statistic + " of `" + metric.family() + label() + "`";
        }

        private String label() {
            return metric.label().map(name -> "{" + name + "=\"" + value + "\"}").orElse("");
        }
    }

    /**
     * A gauge of hosts, added up over all of them: their sum in a period over how often each was
     * asked in it.
     */
    record AcrossHosts(HostMetric metric, String value) implements Figure {
        @Override
        public String text() {
            return "all hosts' " + new OfHosts(metric, value, "sum").text().substring(7);
        }
    }

    /** A metric of functions, over all games. */
    record OfFunctions(FunctionMetric metric, String statistic) implements Figure {
        @Override
        public String text() {
            return statistic + " of `" + metric.label() + "`";
        }
    }

    /** A number of lines in logs. */
    record OfLogs(LogMetric metric) implements Figure {
        @Override
        public String text() {
            return "Sum of `" + metric.label() + "`";
        }
    }

    /**
     * A metric of AWS's own.
     *
     * @param namespace such as {@code AWS/Lambda}
     */
    record OfAws(String namespace, String name, Map<String, String> dimensions, String statistic)
            implements Figure {
        @Override
        public String text() {
            return statistic + " of `" + namespace + "` `" + name + "`";
        }
    }

    /** Some added up, each counting as none while it has no value; ten at most, CloudWatch says. */
    record Total(List<Figure> parts) implements Figure {
        private static final int PARTS_MAX = 10;

        public Total {
            if (parts.isEmpty() || parts.size() > PARTS_MAX) {
                throw new IllegalArgumentException("parts=" + parts.size() + " (allowed: 1 to 10)");
            }
        }

        @Override
        public String text() {
            return parts.stream().map(Figure::text).distinct().collect(Collectors.joining(" + "));
        }
    }

    /**
     * A part of a whole, 0 to 1. Too small a part counts as none: one failure in a quiet night is a
     * large share of little.
     *
     * @param partMin less of it is none
     */
    record Share(Figure part, Figure whole, int partMin) implements Figure {
        @Override
        public String text() {
            String least = partMin > 1 ? ", from " + partMin + " on" : "";
            return part.text() + " over " + whole.text() + least;
        }
    }
}
