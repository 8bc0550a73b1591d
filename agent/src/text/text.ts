import type { en } from './en/index.ts'

/** All that the agent says to a person, in one language. */
export type Text = typeof en
