import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const golden = (part: string): string => join(import.meta.dirname, '..', '..', '..', part, 'test', 'golden')

/** Series that Prometheus itself makes. */
const ofPrometheus = ['up', 'ALERTS', 'scrape_duration_seconds', 'scrape_samples_scraped']

/** Every metric that the golden expositions of collector and exporter show, and those of Prometheus itself. */
export const stableMetrics = (): ReadonlySet<string> => {
  const lines = ['collector', 'exporter'].flatMap((part) =>
    readdirSync(golden(part))
      .filter((name) => name.endsWith('.prom'))
      .flatMap((name) => readFileSync(join(golden(part), name), 'utf8').split('\n'))
  )
  const names = lines.map((line) => /^[a-zA-Z_:][\w:]*(?=[{ ])/.exec(line)?.[0]).filter((name) => name !== undefined)
  return new Set([...ofPrometheus, ...names])
}
