import type { RunChange, RunHost, RunSummary } from '@mimamori/contract'

/** A run with its hosts by name, as far as it was told. */
export interface LiveRun {
  readonly run: RunSummary
  readonly hosts: ReadonlyMap<string, RunHost>
}

const byName = (hosts: readonly RunHost[]) => hosts.map((host) => [host.host, host] as const)

/**
 * What is told of a run takes the place of what is known of it: a run never loses a host. Hosts that are not told again stay
 * the same objects, so that their rows need not be drawn again.
 */
export const tellRun = (last: LiveRun | 'missing' | undefined, { run, hosts }: Pick<RunChange, 'run' | 'hosts'>): LiveRun =>
  ({ run, hosts: new Map([...typeof last === 'object' && last.run.run === run.run ? last.hosts : [], ...byName(hosts)]) })
