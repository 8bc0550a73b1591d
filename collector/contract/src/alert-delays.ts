/** The seconds that pass between a limit and a message about it, at most. */
export const alertDelays = { scrape: 15, evaluate: 30, deviceSilentFor: 900, groupWait: 30 } as const

/** Seconds after which a firing alert is sent again by default: often enough not to be forgotten, and seldom enough to be read. */
export const defaultRepeatSeconds = 43_200
