package dev.atrium.cdk.cost;

import dev.atrium.cdk.cost.Bill.Line;
import dev.atrium.cdk.cost.Shape.Copies;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;

/** The bills of several loads side by side, in whole dollars. */
final class CostTable {
    private static final int NAME_WIDTH = 40;
    private static final int NUMBER_WIDTH = 11;

    private CostTable() {}

    /** The lines, their sums, the sources' figures, and what other choices would cost. */
    static String of(CostOptions options) {
        Shape shape = options.shape();
        List<Load> loads = options.loads();
        StringBuilder text = new StringBuilder(head(options, loads.getFirst()));
        text.append(row("players at once in the busiest hour", loads, Load::players));
        text.append(row("in the mean", loads, Load::meanPlayers));
        text.append(
                row(
                        "hosts in the mean",
                        loads,
                        load -> hosts(options, load, CostModel::hostsInTheMean)));
        text.append(
                row(
                        "hosts in the busiest hour",
                        loads,
                        load -> hosts(options, load, CostModel::hostsAtPeak)));
        text.append("\ndollars a month\n");
        for (Line line : options.bill(shape, loads.getFirst()).lines()) {
            text.append(row(line.what(), loads, load -> options.bill(shape, load).of(line.what())));
        }
        text.append(row("together", loads, load -> options.bill(shape, load).total()));
        text.append(sources(loads));
        text.append("\ntogether, with other choices\n");
        choices(shape)
                .forEach(
                        (name, other) ->
                                text.append(
                                        row(
                                                name,
                                                loads,
                                                load -> options.bill(other, load).total())));
        return text.append(overMaximum(options)).toString();
    }

    private static int hosts(
            CostOptions options, Load load, ToIntBiFunction<Shape, Load> ofOneRegion) {
        return options.twoRegions()
                ? 2 * ofOneRegion.applyAsInt(options.shape(), TwoRegions.half(load))
                : ofOneRegion.applyAsInt(options.shape(), load);
    }

    private static String head(CostOptions options, Load load) {
        return String.format(
                Locale.ROOT,
                "%s%s: %s, mean %d %% of the busiest hour, data of %d %s%n%n",
                options.shape().stage(),
                options.twoRegions() ? " in two regions" : "",
                load.play().label(),
                load.meanPercent(),
                load.months(),
                load.months() == 1 ? "month" : "months");
    }

    private static Map<String, Shape> choices(Shape shape) {
        Map<String, Shape> choices = new LinkedHashMap<>();
        Shape daily = shape.with(Copies.DAILY);
        Shape weekly = shape.with(Copies.WEEKLY);
        choices.put("a: no hourly copies", daily);
        choices.put("b: weekly copies alone", weekly);
        choices.put("c: b, nodes cache.m7g.large", weekly.withNodes("cache.m7g.large"));
        choices.put("d: b, nodes cache.t4g.medium", weekly.withNodes("cache.t4g.medium"));
        choices.put("e: d, one NAT gateway", weekly.withNodes("cache.t4g.medium").withOneNat());
        choices.put(
                "f: e, tables provisioned, 70 % used",
                weekly.withNodes("cache.t4g.medium").withOneNat().withProvisionedTables());
        return choices;
    }

    private static String sources(List<Load> loads) {
        if (!loads.getFirst().play().equals(Play.PARTY)) {
            return "";
        }
        StringBuilder row = new StringBuilder(name("robots-party.md says"));
        for (Load load : loads) {
            row.append(
                    SourceFigure.of(load.players())
                            .map(figure -> number(figure.dollars()))
                            .orElse(" ".repeat(NUMBER_WIDTH - 1) + "-"));
        }
        return row.append('\n').toString();
    }

    private static String overMaximum(CostOptions options) {
        int most = options.shape().hosts().max() * (options.twoRegions() ? 2 : 1);
        String over =
                options.loads().stream()
                        .filter(load -> hosts(options, load, CostModel::hostsAtPeak) > most)
                        .map(load -> Integer.toString(load.players()))
                        .collect(Collectors.joining(", "));
        return over.isEmpty()
                ? ""
                : "\nmore than the "
                        + most
                        + " hosts that the stage allows in the busiest hour: "
                        + over
                        + "\n";
    }

    /** What is paid for what, a line each. */
    static String prices() {
        return Prices.all().stream()
                .map(
                        price ->
                                String.format(
                                        Locale.ROOT,
                                        "%-36s %12.10f a %s, %s, %s, %s%n",
                                        price.name(),
                                        price.dollars(),
                                        price.unit(),
                                        price.region(),
                                        price.dated(),
                                        price.source()))
                .collect(Collectors.joining());
    }

    private static String row(String name, List<Load> loads, ToDoubleFunction<Load> of) {
        StringBuilder row = new StringBuilder(name(name));
        loads.forEach(load -> row.append(number(of.applyAsDouble(load))));
        return row.append('\n').toString();
    }

    private static String name(String name) {
        return String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%" + NUMBER_WIDTH + ".0f", number);
    }
}
