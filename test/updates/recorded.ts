import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HostOutcome, RunHost, RunSummary } from '@mimamori/contract'
import { askAsAdmin } from '../simulator/admin-api.ts'
import type { CollectorProcess } from '../../collector/test/collector-process.ts'

/** What the collector has recorded of one run, by each of the ways in which it shows it. */
export interface Recorded {
  readonly run: RunSummary
  readonly hosts: readonly RunHost[]
  readonly outcomes: Readonly<Record<string, HostOutcome | null>>
  /** The last sentence of the run in each device's log. */
  readonly logged: Readonly<Record<string, string>>
  /** Of those devices, `mimamori_update_last_outcome` that is 1. */
  readonly series: Readonly<Record<string, string>>
  /** `mimamori_update_hosts_total` by outcome. */
  readonly totals: Readonly<Record<string, number>>
}

interface LogLine { readonly clientId: string, readonly message: string, readonly unit?: string | null }

/** A page as Prometheus gets it. */
const scrape = async ({ origin, dataDirectory }: CollectorProcess, path: string): Promise<string[]> => {
  const token = (await readFile(join(dataDirectory, 'tokens/prometheus'), 'utf8')).trim()
  const answer = await fetch(new URL(path, origin), { headers: { authorization: `Bearer ${token}` } })
  if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`)
  return (await answer.text()).split('\n')
}

const labelOf = (line: string, label: string): string | undefined => new RegExp(`[{,]${label}="([^"]*)"`).exec(line)?.[1]

/** `mimamori_update_hosts_total` by outcome. */
export const hostTotals = async (collector: CollectorProcess): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(
    (await scrape(collector, '/metrics'))
      .filter((line) => line.startsWith('mimamori_update_hosts_total{'))
      .map((line) => [labelOf(line, 'outcome')!, Number(line.split(' ').at(-1))])
  )

/** The revision of the demo service that each device's agent reports. */
export const liveRevisions = async (collector: CollectorProcess): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    (await scrape(collector, '/metrics/fleet'))
      .filter((line) => line.startsWith('mimamori_release_info{'))
      .map((line) => [labelOf(line, 'device') ?? '', labelOf(line, 'revision') ?? ''])
  )

export const findRecorded = async (collector: CollectorProcess, run: string): Promise<Recorded> => {
  const [{ run: summary, hosts }, { logs }, inventory, totals] = await Promise.all([
    askAsAdmin<{ readonly run: RunSummary, readonly hosts: readonly RunHost[] }>(collector, `/api/updates/${run}`),
    askAsAdmin<{ readonly logs: readonly LogLine[] }>(collector, `/api/clients/logs?run=${run}&limit=200`),
    scrape(collector, '/metrics/inventory'),
    hostTotals(collector)
  ])
  const ofRun = new Set(hosts.map(({ host }) => host))
  const current = inventory.filter(
    (line) => line.startsWith('mimamori_update_last_outcome{') && line.endsWith(' 1') && ofRun.has(labelOf(line, 'device')!)
  )
  return {
    run: summary,
    hosts,
    outcomes: Object.fromEntries(hosts.map(({ host, outcome }) => [host, outcome])),
    // Newest first: the first of a device wins.
    logged: Object.fromEntries(
      logs
        .filter(({ message }) => message.startsWith('update: '))
        .map(({ clientId, message }): [string, string] => [clientId, message])
        .reverse()
    ),
    series: Object.fromEntries(current.map((line) => [labelOf(line, 'device')!, labelOf(line, 'outcome')!])),
    totals
  }
}
