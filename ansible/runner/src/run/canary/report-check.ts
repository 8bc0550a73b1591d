import type { Check } from './soak.ts'
import type { RunText } from '../../text/run-text.en.ts'
import type { CollectorClient } from '../../collector/collector-client.ts'
import { askConnections, type Connection } from '../../collector/connection.ts'

export interface ReportCheckOptions {
  readonly client: Pick<CollectorClient, 'get'>
  /** Devices that reported when the run was planned; the silence of others proves nothing. */
  readonly freshBefore: ReadonlySet<string>
  readonly text: RunText['soak']
}

/** Excludes devices that somebody has paused or retired since. */
const notReporting: ReadonlySet<Connection | undefined> = new Set(['late', 'silent', 'off'])

/** Whether devices that reported before the update still do. */
export const reportCheck = ({ client, freshBefore, text }: ReportCheckOptions): Check => async (hosts) => {
  const known = await askConnections(client)
  const missed = hosts.find((host) => freshBefore.has(host) && notReporting.has(known.get(host)?.connection))
  return missed === undefined ? undefined : { host: missed, message: text.notReporting(missed), isAway: true }
}
