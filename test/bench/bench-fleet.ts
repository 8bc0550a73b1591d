import { measureBoards } from '../simulator/board.ts'
import { healthy, momentOf, uptimeAtStart } from '../simulator/condition.ts'
import { openConnection } from '../simulator/connection.ts'
import { createFleet, type FleetMember } from '../simulator/fleet.ts'
import { createPayload } from '../simulator/payload.ts'
import { createReporter, RefusedError, type Reporter } from '../simulator/reporter.ts'
import type { Send } from './load.ts'

/** A device of the benchmark: its connection is open, its reports are made beforehand. */
export interface BenchDevice {
  readonly member: FleetMember
  readonly reporter: Reporter
  /** The exposition at a moment of the benchmark, in seconds. */
  readonly exposition: (elapsedSeconds: number) => string
  readonly close: () => void
}

const atSeconds = (id: string, elapsedSeconds: number) =>
  momentOf({ id, condition: healthy(id), wallSeconds: Date.now() / 1000, elapsedSeconds })

export const createBenchFleet = async (size: number, origin: URL, profile: 'default' | 'lean' = 'default'): Promise<BenchDevice[]> => {
  const measured = await measureBoards(profile)
  return createFleet(size).map((member) => {
    const { id, key, board } = member
    const connection = openConnection({ origin })
    const payload = createPayload(measured[board], id)
    return {
      member,
      reporter: createReporter({ clientId: id, clientKey: key, connection }),
      exposition: (elapsedSeconds) => payload(atSeconds(id, elapsedSeconds)),
      close: () => connection.close()
    }
  })
}

/** Encodes a report of every device, with the version of the content that it has, so that sending them costs as little here as can be. */
export const prepareReports = (
  fleet: readonly BenchDevice[],
  elapsedSeconds: number,
  contentVersion?: string
): { readonly sends: readonly Send[], readonly series: number, readonly meanBytes: number, readonly meanCompressedBytes: number } => {
  let bytes = 0
  const batches = fleet.map(({ reporter, exposition }) => {
    const text = exposition(elapsedSeconds)
    bytes += Buffer.byteLength(text)
    return { reporter, batch: reporter.encode(text) }
  })
  return {
    series: batches.reduce((sum, { batch }) => sum + batch.items, 0),
    meanBytes: bytes / fleet.length,
    meanCompressedBytes: batches.reduce((sum, { batch }) => sum + batch.body.length, 0) / fleet.length,
    sends: batches.map(({ reporter, batch }, index) => async () => {
      const monotonicMs = (uptimeAtStart(fleet[index]!.member.id) + elapsedSeconds) * 1000
      try {
        await reporter.send(batch, { wallMs: Date.now(), monotonicMs, isSynchronised: true, contentVersion })
        return undefined
      } catch (error) {
        if (error instanceof RefusedError) return error.answer
        throw error
      }
    })
  }
}
