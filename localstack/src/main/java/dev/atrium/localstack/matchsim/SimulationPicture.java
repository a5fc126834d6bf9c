package dev.atrium.localstack.matchsim;

/** The distributions of waits and of skill in a simulation, as a picture. */
final class SimulationPicture {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int MARGIN = 50;
    private static final int BARS = 50;
    private static final int GAP = 1;

    private SimulationPicture() {}

    /** As SVG. */
    static String svg(SimulationReport report) {
        Distribution waits = report.groups().getOrDefault("all", Distribution.EMPTY);
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif">
        <rect width="100%%" height="100%%" fill="white"/>
        %s%s</svg>
        """
                .formatted(
                        WIDTH,
                        2 * HEIGHT,
                        histogram("wait of those who play, in ms", waits, 0),
                        histogram("skill spread in a match", report.spread(), HEIGHT));
    }

    /** Up to the 99th of 100; the longest are told, not drawn: they would press all the others. */
    private static String histogram(String title, Distribution numbers, int top) {
        long end = Math.max(BARS, numbers.percentile(99));
        int[] bars = new int[BARS];
        int most = 1;
        for (long number : numbers.numbers().toArray()) {
            if (number <= end) {
                int bar = (int) Math.min(BARS - 1, number * BARS / end);
                bars[bar]++;
                most = Math.max(most, bars[bar]);
            }
        }
        int width = (WIDTH - 2 * MARGIN) / BARS;
        int height = HEIGHT - 2 * MARGIN;
        int bottom = top + HEIGHT - MARGIN;
        StringBuilder svg = new StringBuilder();
        text(svg, MARGIN, top + MARGIN / 2, 16, "%s (%d)".formatted(title, numbers.count()));
        for (int i = 0; i < BARS; i++) {
            int high = (int) ((long) bars[i] * height / most);
            svg.append(
                    "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"#3b6ea5\"/>\n"
                            .formatted(MARGIN + i * width, bottom - high, width - GAP, high));
        }
        for (int percent : new int[] {50, 90}) {
            long at = numbers.percentile(percent);
            int x = MARGIN + (int) (at * BARS * width / end);
            svg.append(
                    "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#c0392b\"/>\n"
                            .formatted(x, bottom - height, x, bottom));
            text(svg, x + 3, bottom - height - 4, 11, "p%d %d".formatted(percent, at));
        }
        text(svg, MARGIN, bottom + 16, 12, "0");
        text(svg, WIDTH - 2 * MARGIN, bottom + 16, 12, "p99 " + end);
        text(svg, 5, bottom - height, 12, Integer.toString(most));
        return svg.toString();
    }

    private static void text(StringBuilder svg, int x, int y, int size, String words) {
        svg.append(
                "<text x=\"%d\" y=\"%d\" font-size=\"%d\">%s</text>\n"
                        .formatted(x, y, size, words));
    }
}
