package dev.atrium.localstack;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;

import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;

/** What a page's sockets to room hosts carry; the gateway's is not looked at. */
final class WireWatch {
    private static final String GATEWAY = "/ws?token=";
    private static final int VIEWS_MIN = 20;

    /** Playwright calls back on the one thread that drives it. */
    private final List<Integer> binaryViews = new ArrayList<>();

    private final List<Integer> jsonViews = new ArrayList<>();
    private final List<Integer> binaryMoves = new ArrayList<>();
    private final List<Integer> jsonMoves = new ArrayList<>();

    /** Watches the sockets that the page opens from now on. */
    static WireWatch on(Page page) {
        WireWatch watch = new WireWatch();
        page.onWebSocket(
                socket -> {
                    if (!socket.url().contains(GATEWAY)) {
                        socket.onFrameReceived(watch::received);
                        socket.onFrameSent(watch::sent);
                    }
                });
        return watch;
    }

    private void received(WebSocketFrame frame) {
        count(frame, "\"type\":\"state\"", binaryViews, jsonViews);
    }

    private void sent(WebSocketFrame frame) {
        count(frame, "\"action\":\"move-warrior\"", binaryMoves, jsonMoves);
    }

    private static void count(
            WebSocketFrame frame, String hot, List<Integer> binary, List<Integer> json) {
        if (frame.binary() != null) {
            binary.add(frame.binary().length);
        } else if (frame.text().contains(hot)) {
            json.add(frame.text().length());
        }
    }

    /** Views in binary frames. */
    int binaryViews() {
        return binaryViews.size();
    }

    /** Views in text frames, but for the first, which is part of an answer. */
    int jsonViews() {
        return jsonViews.size();
    }

    /** Whether the page was shown enough to say something of it. */
    boolean sawEnough() {
        return binaryViews() + jsonViews() > VIEWS_MIN;
    }

    /** Moves in binary frames. */
    int binaryMoves() {
        return binaryMoves.size();
    }

    /** Moves in text frames. */
    int jsonMoves() {
        return jsonMoves.size();
    }

    /** Half of the views are no longer, in the form that there were more of; some are whole. */
    int medianViewBytes() {
        List<Integer> more = binaryViews.size() > jsonViews.size() ? binaryViews : jsonViews;
        return more.stream().sorted().skip(more.size() / 2).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return "views: %s binary, %s JSON; moves: %s binary, %s JSON"
                .formatted(told(binaryViews), told(jsonViews), told(binaryMoves), told(jsonMoves));
    }

    private static String told(List<Integer> bytes) {
        if (bytes.isEmpty()) {
            return "0";
        }
        LongSummaryStatistics of = bytes.stream().mapToLong(Integer::longValue).summaryStatistics();
        return "%d (%d-%d bytes, mean %.0f)"
                .formatted(of.getCount(), of.getMin(), of.getMax(), of.getAverage());
    }
}
