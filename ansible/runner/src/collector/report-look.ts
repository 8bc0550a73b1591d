import type { Presence } from '../plan/plan.ts'
import type { Look } from '../run/soak.ts'
import type { RunText } from '../text/run-text.en.ts'
import type { CollectorClient } from './collector-client.ts'
import { askPresence } from './presence.ts'

export interface ReportLookOptions {
  readonly client: Pick<CollectorClient, 'get'>
  /** Devices that reported when the run was planned; one that did not is nobody's to judge by. */
  readonly freshBefore: ReadonlySet<string>
  readonly text: RunText['soak']
}

/** A device that somebody has paused or retired meanwhile is not among them. */
const quietPresences: ReadonlySet<Presence | undefined> = new Set(['late', 'silent', 'off'])

/** Whether devices that reported before the update still do. Twice in turn they must not: an update may restart the whole device. */
export const reportLook = ({ client, freshBefore, text }: ReportLookOptions): Look => {
  let quietBefore: ReadonlySet<string> = new Set()
  return async (hosts) => {
    const known = await askPresence(client)
    const quiet = hosts.filter((host) => freshBefore.has(host) && quietPresences.has(known.get(host)?.presence))
    const still = quiet.find((host) => quietBefore.has(host))
    quietBefore = new Set(quiet)
    return still && text.notReporting(still)
  }
}
