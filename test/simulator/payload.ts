import { renderFamilies, type Family, type Sample } from '@mimamori/exporter'
import { gauge } from '@mimamori/exporter/text-format'
import type { Momentary } from './condition.ts'
import { valueOf, type BoardFacts, type Context } from './varied-values.ts'

const boardFacts = (families: readonly Family[]): BoardFacts => ({
  memoryTotalBytes: families.find(({ name }) => name === 'node_memory_MemTotal_bytes')?.samples[0]?.value ?? 0
})

const named = (sample: Sample, hostname: string): Sample =>
  sample.labels?.['nodename'] === undefined ? sample : { ...sample, labels: { ...sample.labels, nodename: hostname } }

/** What a board measures, with one release instead of those of its fixture. */
export const runningRelease = (
  families: readonly Family[],
  labels: { readonly release: string, readonly revision: string }
): readonly Family[] => [
  ...families.filter(({ name }) => !name.startsWith('mimamori_release_')),
  gauge('mimamori_release_info', 'Revision of the release, as reported by the running service.', [{ labels, value: 1 }]),
  gauge(
    'mimamori_release_up',
    'Whether the release reported its revision: 0 if the service does not answer, or its file in /etc/mimamori/releases.d is invalid.',
    [{ labels: { release: labels.release }, value: 1 }]
  )
]

/**
 * A report's text for one device of this board: the families of a real agent, with values of its own that move with
 * time. Counters never go back while `uptimeSeconds` rises.
 */
export const createPayload = (families: readonly Family[], hostname: string): ((now: Momentary) => string) => {
  const board = boardFacts(families)
  const own = families.map((family) => ({ ...family, samples: family.samples.map((sample) => named(sample, hostname)) }))
  return (now) => renderFamilies(own.map((family) => {
    const value = valueOf(family)
    return value === undefined
      ? family
      : { ...family, samples: family.samples.map((sample) => ({ ...sample, value: value({ now, sample, board } satisfies Context) })) }
  }))
}
