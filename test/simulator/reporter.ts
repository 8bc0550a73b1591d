import { randomUUID } from 'node:crypto'
import { batchAnswer, clientPaths, type BatchAnswer, type ShutdownReason } from '@mimamori/contract'
import type { Batch } from '../../agent/src/spool/batch/batch.ts'
import { encodeLogs, type LogItem } from '../../agent/src/spool/batch/log-batch.ts'
import { encodeReport } from '../../agent/src/spool/batch/report-batch.ts'
import { requestHeaders } from '../../agent/src/spool/batch/request-headers.ts'
import type { Answer, Connection } from './connection.ts'

/** The collector did not take a report. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly answer: Answer

  constructor (answer: Answer) {
    super(`the collector answered ${answer.status}: ${answer.text.slice(0, 200)}`)
    this.answer = answer
  }
}

export interface ReporterOptions {
  readonly clientId: string
  readonly clientKey: string
  readonly connection: Connection
}

/** What is true of the device at the moment of sending. */
export interface Clocks {
  readonly wallMs: number
  readonly monotonicMs: number
  readonly isSynchronised: boolean
  /** The content that the device has; undefined if it keeps none. */
  readonly contentVersion?: string | undefined
}

export interface Reporter {
  /** Sends an exposition as the agent does. @throws {RefusedError} for any answer but 200 */
  report (exposition: string, clocks: Clocks, shutdownReason?: ShutdownReason): Promise<BatchAnswer>
  /** Sends lines of its log as the agent does. @throws {RefusedError} for any answer but 200 */
  logs (items: readonly LogItem[], clocks: Clocks): Promise<BatchAnswer>
  /** The first half of `report`, for who wants to have it done beforehand. Batches are sent in the order in which they were made. */
  encode (exposition: string, shutdownReason?: ShutdownReason): Batch
  /** The second half. */
  send (batch: Batch, clocks: Clocks): Promise<BatchAnswer>
  /** Another boot of the same device. */
  reboot (): void
}

const agentVersion = '0.1.0'

/** A device's side of the batch protocol, with the agent's own encoding. */
export const createReporter = ({ clientId, clientKey, connection }: ReporterOptions): Reporter => {
  let stream = randomUUID()
  let boot = randomUUID()
  let sequence = 0
  let logSequence = 0
  const encode: Reporter['encode'] = (exposition, shutdownReason) => encodeReport({ stream, sequence: ++sequence, boot }, exposition, shutdownReason)
  const send: Reporter['send'] = async (batch, { wallMs, monotonicMs, isSynchronised, contentVersion }) => {
    const attempt = {
      boot, monotonicMs, wallMs: Math.round(wallMs), clockSynchronised: isSynchronised, spoolOldestAgeMs: 0, dropped: {}, contentVersion
    }
    const answer = await connection.post(
      `/api${clientPaths.batch}`,
      requestHeaders({ clientId, clientKey, agentVersion }, batch, attempt),
      batch.body
    )
    if (answer.status !== 200) throw new RefusedError(answer)
    return batchAnswer.parse(JSON.parse(answer.text))
  }
  return {
    encode,
    send,
    logs: async (items, clocks) => send(encodeLogs({ stream, sequence: ++logSequence, boot }, items), clocks),
    report: async (exposition, clocks, shutdownReason) => send(encode(exposition, shutdownReason), clocks),
    reboot () {
      stream = randomUUID()
      boot = randomUUID()
      sequence = 0
      logSequence = 0
    }
  }
}
