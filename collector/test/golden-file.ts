import { fileURLToPath } from 'node:url'

/** A golden exposition: what we promise to dashboards and rules, whose tests read these files. Renewed by `vitest run -u`. */
export const goldenFile = (name: string): string => fileURLToPath(new URL(`golden/${name}`, import.meta.url))
