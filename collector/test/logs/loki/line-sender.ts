import { batchHeaders } from '@mimamori/contract'
import { bootHeaders } from '../../boot-headers.ts'
import type { CollectorInTest } from '../../collector-in-test.ts'

/** Since the device's boot: time enough for lines of hours ago. */
const attemptMonotonicMs = 600 * 60_000

/** A device that sends one batch of lines after another to whichever collector runs. */
export const lineSender = (key: string) => {
  const stream = bootHeaders()
  let sequence = 0
  const send = async ({ sendBatch }: CollectorInTest, sequence: number, messages: readonly string[], agoMs: readonly number[]) => {
    const items = messages.map((message, i) => ({ message, level: 'info', monotonicMs: attemptMonotonicMs - (agoMs[i] ?? 0), wallMs: 0 }))
    const answer = await sendBatch(key, { items }, {
      ...stream,
      [batchHeaders.attemptMonotonicMs]: String(attemptMonotonicMs),
      [batchHeaders.kind]: 'logs',
      [batchHeaders.sequence]: String(sequence)
    })
    return answer.json<{ acknowledgedSequence: number, accepted: number }>()
  }
  return {
    /** `agoMs`: how long ago each happened. */
    send: (collector: CollectorInTest, messages: readonly string[], agoMs: readonly number[] = []) =>
      send(collector, ++sequence, messages, agoMs),
    sendAgain: (collector: CollectorInTest, messages: readonly string[]) => send(collector, sequence, messages, [])
  }
}
