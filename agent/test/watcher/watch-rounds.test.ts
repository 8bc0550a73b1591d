import { expect, test } from 'vitest'
import { createLogger, formatLine } from '../../src/log/logger.ts'
import { textIn } from '../../src/text/index.ts'
import type { ServerProblem } from '../../src/watcher/check-server.ts'
import { receiverNotifier } from '../../src/watcher/notify-receiver.ts'
import type { Notice } from '../../src/watcher/receiver-request.ts'
import { createServerWatch } from '../../src/watcher/server-watch.ts'
import { watchRounds } from '../../src/watcher/watch-rounds.ts'
import { createManualClock, settled } from '../manual-clock.ts'

const minutes = (count: number) => count * 60_000

test('the receiver is notified after 15 minutes, in the next round where it did not take it, and of the end', async () => {
  const clock = createManualClock()
  const watch = createServerWatch({ clock, afterMs: minutes(15) })
  let problem: ServerProblem | undefined
  let isRefusing = false
  const sent: Notice[] = []
  const lines: string[] = []
  const stopping = new AbortController()
  const notifyReceiver = receiverNotifier({
    clock,
    watch,
    words: { address: 'http://192.168.10.2:8080', host: 'pi-watch', text: textIn('en') },
    log: createLogger('info', (line) => {
      lines.push(formatLine(line))
    }),
    send: async (notice) => {
      if (isRefusing) throw new Error('it answered HTTP 503')
      sent.push(notice)
    }
  })
  const done = watchRounds({ clock, everyMs: minutes(1), watch, check: async () => problem, onRound: notifyReceiver }, stopping.signal)
  await settled()
  problem = { kind: 'no_answer', reason: 'EHOSTUNREACH' }
  await clock.advance(minutes(15))
  expect(sent).toEqual([])
  isRefusing = true
  await clock.advance(minutes(1))
  expect(sent).toEqual([])
  isRefusing = false
  await clock.advance(minutes(1))
  const startsMs = clock.wallMs() - minutes(16)
  expect(sent).toEqual([
    {
      status: 'firing',
      title: 'Nobody is notified of faults',
      text: 'No answer from http://192.168.10.2:8080 (EHOSTUNREACH). Check the server’s power and network cable. Then run on the server: sudo systemctl status mimamori-collector\nReported by the watcher on pi-watch.',
      startsMs
    }
  ])
  problem = undefined
  await clock.advance(minutes(5))
  expect(sent.slice(1)).toEqual([
    { status: 'resolved', title: 'Alerts are sent again', text: 'Reported by the watcher on pi-watch.', startsMs }
  ])
  stopping.abort()
  await done
  expect(lines.filter((line) => line.includes('not notified'))).toEqual([expect.stringContaining('reason="it answered HTTP 503"')])
})

test('each round learns whether the state has changed, and the screen shows it without a receiver, too', async () => {
  const clock = createManualClock()
  const watch = createServerWatch({ clock, afterMs: minutes(15) })
  const stopping = new AbortController()
  const changes: string[] = []
  const notifyReceiver = receiverNotifier({
    clock,
    watch,
    words: { address: 'x', host: 'x', text: textIn('en') },
    log: createLogger('error', () => {}),
    send: undefined
  })
  const done = watchRounds({
    clock, everyMs: minutes(1), watch,
    check: async () => ({ kind: 'not_ours', status: 502 }),
    async onRound (isChanged) {
      if (isChanged) changes.push(watch.state().kind)
      await notifyReceiver()
    }
  }, stopping.signal)
  await clock.advance(minutes(15))
  expect(watch.state().kind).toBe('alarm')
  expect(changes.at(-1)).toBe('alarm')
  expect(changes).toHaveLength(2)
  stopping.abort()
  await done
})
