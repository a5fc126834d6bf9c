package dev.atrium.host.load;

/**
 * The step that the processor's use asks for, looked at every 30 s: a step up after three checks in
 * a row over 90 %, a step down after three below 75 %; between the two all stays as it is. So a
 * host that stays hot takes no more rooms after a minute and a half, and after six minutes is to be
 * replaced. Not thread-safe.
 */
final class CpuRule {
    static final double HOT_SHARE = 0.90;
    static final double COOL_SHARE = 0.75;
    static final int CHECKS = 3;

    private LoadStep step = LoadStep.NONE;
    private int hot;
    private int cool;

    /**
     * One check.
     *
     * @param share of all processors that this process uses, 0 to 1; negative or not a number where
     *     the machine does not say, which counts as neither hot nor cool
     */
    LoadStep check(double share) {
        hot = share > HOT_SHARE ? hot + 1 : 0;
        cool = share >= 0 && share < COOL_SHARE ? cool + 1 : 0;
        if (hot == CHECKS) {
            hot = 0;
            step = step.next();
        } else if (cool == CHECKS) {
            cool = 0;
            step = step.previous();
        }
        return step;
    }
}
