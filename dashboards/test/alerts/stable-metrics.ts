import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const golden = join(import.meta.dirname, '..', '..', '..', 'collector', 'test', 'golden')

/** Series that Prometheus itself makes. */
const ofPrometheus = ['up', 'ALERTS']

/** Every metric that the collector's golden expositions show, and those of Prometheus itself. */
export const stableMetrics = (): ReadonlySet<string> => {
  const lines = readdirSync(golden).flatMap((name) => readFileSync(join(golden, name), 'utf8').split('\n'))
  const names = lines.map((line) => /^[a-zA-Z_:][\w:]*(?=[{ ])/.exec(line)?.[0]).filter((name) => name !== undefined)
  return new Set([...ofPrometheus, ...names])
}
