import type { en } from './en/index.ts'

/** Every message of the agent to a person, in one language. */
export type Text = typeof en
