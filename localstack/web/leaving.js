/** Whether leaving now costs a match: one that has begun, has an end, and that one still plays. */
export const leavingForfeits = (
  /** @type {{ hud: { waiting: boolean, endless: boolean, watching: boolean } } | undefined} */ play,
) => play !== undefined && !play.hud.waiting && !play.hud.endless && !play.hud.watching;
