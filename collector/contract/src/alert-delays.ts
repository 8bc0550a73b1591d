/** The seconds that pass between a limit and a message about it, at most. */
export const alertDelays = { scrape: 15, evaluate: 30, deviceSilentFor: 900, groupWait: 30 } as const
