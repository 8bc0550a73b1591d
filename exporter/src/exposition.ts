import type { Collect } from './shared-collection.ts'
import { renderFamilies, type Family } from './text-format/index.ts'

/** Collects and prints: everything, or only the named collectors. */
export type MetricsPage = (names?: ReadonlySet<string>) => Promise<string>

/** Makes a page of what is collected, and of families beside it, such as the process's own. */
export const metricsPage = (collect: Collect, more: () => readonly Family[]): MetricsPage =>
  async (names) => renderFamilies([...await collect(names), ...more()])
