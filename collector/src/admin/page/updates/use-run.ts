import { useState } from 'preact/hooks'
import type { RunHost, RunSummary } from '@mimamori/contract'
import { useStream } from '../parts/use-stream.ts'

/** A run with its hosts by name, as far as it was told. */
export interface LiveRun {
  readonly run: RunSummary
  readonly hosts: ReadonlyMap<string, RunHost>
}

interface Told { readonly run: RunSummary, readonly hosts: readonly RunHost[] }

const byName = (hosts: readonly RunHost[]) => hosts.map((host) => [host.host, host] as const)

/** The whole run, or what has changed of it; hosts that did not stay the same objects, so that their rows need not be drawn again. */
export const tellRun = (last: LiveRun | 'missing' | undefined, { run, hosts }: Told): LiveRun =>
  ({ run, hosts: new Map([...typeof last === 'object' ? last.hosts : [], ...byName(hosts)]) })

/** One run as the server's stream tells it until it ends. Undefined while loading. */
export const useRun = (run: string): LiveRun | 'missing' | undefined => {
  const [told, setTold] = useState<LiveRun | 'missing' | undefined>(undefined)
  const address = `/api/updates/${encodeURIComponent(run)}`
  useStream(address, {
    on: {
      run: (data) => setTold(tellRun(undefined, JSON.parse(data) as Told)),
      change: (data) => setTold((last) => tellRun(last, JSON.parse(data) as Told)),
      end: () => true
    },
    lost: () => undefined,
    async hopeless () {
      const answer = await fetch(address, { method: 'HEAD' }).catch(() => undefined)
      const missing = answer?.status === 404 || answer?.status === 400
      if (missing) setTold('missing')
      return missing
    }
  })
  return told
}
