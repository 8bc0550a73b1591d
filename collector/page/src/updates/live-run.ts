import type { RunChange, RunHost, RunSummary } from '@mimamori/contract'

/** A run with the hosts that have come, by name. */
export interface LiveRun {
  readonly run: RunSummary
  readonly hosts: ReadonlyMap<string, RunHost>
}

const byName = (hosts: readonly RunHost[]) => hosts.map((host) => [host.host, host] as const)

/**
 * An event's run and hosts replace the known ones: a run never loses a host. The other hosts stay the same
 * objects, so that their rows need not be drawn again.
 */
export const mergeRun = (last: LiveRun | 'missing' | undefined, { run, hosts }: Pick<RunChange, 'run' | 'hosts'>): LiveRun =>
  ({ run, hosts: new Map([...typeof last === 'object' && last.run.run === run.run ? last.hosts : [], ...byName(hosts)]) })
