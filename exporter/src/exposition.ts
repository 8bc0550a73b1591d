import type { Collect } from './shared-collection.ts'
import { renderFamilies, type Family } from './text-format/index.ts'

/** Collects and prints: everything, or only the named collectors. */
export type PrintExposition = (names?: ReadonlySet<string>) => Promise<string>

/** Gives a function that prints an exposition of the collected families and some more, such as the process's own. */
export const expositionPrinter = (collect: Collect, more: () => readonly Family[]): PrintExposition =>
  async (names) => renderFamilies([...await collect(names), ...more()])
