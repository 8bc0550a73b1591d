import { hostname } from 'node:os'
import { startServer } from '@mimamori/exporter'
import { formatAddress } from '@mimamori/program/listen-address'
import { systemClock as clock } from '../device/clock.ts'
import { createLogger, writeToStdout } from '../log/logger.ts'
import { StartError } from '../run/start-error.ts'
import { createNotifier } from '../device/systemd/notify.ts'
import { textIn } from '../text/index.ts'
import { version } from '../version.ts'
import { checkServer } from '../watcher/check-server.ts'
import { describeProblem, describeWatch } from '../watcher/describe-watch.ts'
import { exchange } from '../watcher/exchange.ts'
import { loadWatcherConfig, type WatcherConfig } from '../watcher/load-watcher-config.ts'
import { noticePage } from '../watcher/notice-page.ts'
import { receiverNotifier } from '../watcher/notify-receiver.ts'
import { receiverRequest, type Notice } from '../watcher/receiver-request.ts'
import { createServerWatch } from '../watcher/server-watch.ts'
import { watchRounds } from '../watcher/watch-rounds.ts'
import type { Command } from './command.ts'

const sender = ({ receiver, caFile }: WatcherConfig) => receiver && (async (notice: Notice): Promise<void> => {
  const { status } = await exchange({ ...receiverRequest(receiver, notice, clock.wallMs()), caFile })
  if (status < 200 || status > 299) throw new Error(`it answered HTTP ${status}`)
})

/**
 * `mimamori-agent watch-server`: checks that the server watches; if it does not, notifies by this device's screen and a receiver of
 * its own.
 */
export const watchServer: Command = async ({ flags, env }) => {
  const config = loadWatcherConfig({ file: flags.config, env })
  process.title = 'mimamori-watcher'
  const text = textIn(config.language)
  const log = createLogger('info', writeToStdout)
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stopping.abort())

  const watch = createServerWatch({ clock, afterMs: config.afterMinutes * 60_000 })
  const address = config.serverUrl.origin
  const page = await startServer({
    address: config.listen,
    handler: noticePage({ language: config.language, text, state: () => describeWatch(watch.state(), address, text) })
  }).catch((error: unknown) => {
    throw new StartError((error as Error).message, { cause: error })
  })
  log.info(
    { version, server: address, screen: formatAddress({ ...config.listen, port: page.port }), receiver: config.receiver?.type },
    'started'
  )
  const notifier = createNotifier({ env, onError: (error) => log.warn({ reason: error.message }, 'cannot notify systemd') })
  await notifier.ready(watch.state().kind)
  const notifyReceiver = receiverNotifier({ clock, watch, send: sender(config), words: { text, address, host: hostname() }, log })
  await watchRounds({
    clock, everyMs: config.checkSeconds * 1000, watch,
    check: () => checkServer({ url: config.serverUrl, caFile: config.caFile, exchange }),
    async onRound (isChanged) {
      const state = watch.state()
      if (isChanged && 'problem' in state) {
        log.warn({ state: state.kind, problem: describeProblem(state.problem, address, text) }, 'server does not watch')
      } else if (isChanged) log.info({ state: state.kind }, 'server watches')
      await notifyReceiver()
      void notifier.alive(state.kind)
    }
  }, stopping.signal)
  await notifier.stopping(watch.state().kind)
  await page.close()
  return 0
}
