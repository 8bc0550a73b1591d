import { setMaxListeners } from 'node:events'
import { askAsAdmin } from './admin-api.ts'
import { measureBoards } from './board.ts'
import type { CollectorProcess } from '../../collector/test/collector-process.ts'
import type { FleetMember } from './fleet.ts'
import { runningRelease } from './payload.ts'
import { runDevice } from './simulated-device.ts'

export interface FleetOptions {
  readonly collector: Pick<CollectorProcess, 'origin' | 'adminToken'>
  readonly members: readonly FleetMember[]
  readonly intervalSeconds: number
  /** What each runs; unless said, what its board's fixture has. */
  readonly releaseOf?: (member: FleetMember) => { readonly release: string, readonly revision: string }
  readonly onFirstReport?: (id: string) => void
  readonly onTrouble: (id: string, error: Error) => void
  readonly signal: AbortSignal
}

const monthMs = 30 * 86_400_000

/** Registers the devices with the keys they have, as a fleet that comes over from another system, a month old. */
export const importFleet = async (
  collector: Pick<CollectorProcess, 'origin' | 'adminToken'>,
  members: readonly FleetMember[]
): Promise<void> => {
  const nowMs = Date.now()
  await askAsAdmin(collector, '/api/clients/import', {
    clients: members.map(({ id, name, site, role, address, key, story: { lastSeenSecondsAgo } }) => ({
      id,
      name,
      site,
      role,
      key,
      ...(address !== undefined && { address }),
      enrolledAt: new Date(nowMs - monthMs).toISOString(),
      ...(lastSeenSecondsAgo !== undefined && { lastSeenAt: new Date(nowMs - lastSeenSecondsAgo * 1000).toISOString() })
    }))
  })
}

/** Registers the devices and lets each live its story; what it gives ends when the signal has fired and all have stopped. */
export const startFleet = async ({
  collector,
  members,
  intervalSeconds,
  releaseOf,
  onFirstReport,
  onTrouble,
  signal
}: FleetOptions): Promise<Promise<void>[]> => {
  await importFleet(collector, members)
  const measured = await measureBoards()
  setMaxListeners(0, signal)
  return members.map((member) => {
    const { id, key, localAddress, board, story } = member
    const families = releaseOf ? runningRelease(measured[board], releaseOf(member)) : measured[board]
    return runDevice(
      {
        id,
        key,
        origin: collector.origin,
        localAddress,
        families,
        story,
        intervalSeconds,
        ...(onFirstReport && { onFirstReport }),
        onTrouble
      },
      signal
    )
  })
}
