import type { BatchAnswer } from '@mimamori/contract'
import { clientPaths } from '@mimamori/contract/headers'
import type { Collector } from '@mimamori/exporter'
import { spreadOf } from '@mimamori/program/spread'
import { contentCollector } from '../content/content-collector.ts'
import { createContentClient } from '../content/content-client.ts'
import { createContentReports } from '../content/content-reports.ts'
import type { ContentState } from '../content/content-state.ts'
import { startContentSync } from '../content/content-sync.ts'
import type { AgentRun } from './agent-run.ts'

/** The content of this device while the agent runs. */
export interface Content {
  readonly version: string | undefined
  state (): ContentState
  readonly collector: Collector
  answered (answer: BatchAnswer): void
  stop (): Promise<void>
}

interface Options {
  readonly run: AgentRun
  readonly directory: string
  /** Asked when there is something to send. */
  readonly pusher: () => {
    /** Sends JSON to the collector; gives the status of the answer. @throws if there is none */
    post (path: string, body: Buffer): Promise<number>
    /** The device's key as it is now tried. */
    key (): string
  }
  readonly intervalMs: () => number
  readonly random: () => number
  /** Called after this many bytes came. */
  readonly afterDownload: (bytes: number) => void
}

/** The directory in which units of the role `content` leave the results of checks. */
const checkDirectory = '/run/mimamori-content'

/** Brings the content of this device and tells the collector of it; logs each problem once. */
export const startContent = ({ run: { config, clock, log }, directory, pusher, intervalMs, random, afterDownload }: Options): Content => {
  const { push } = config
  const problems = new Map<string | undefined, string>()
  let downloadedBytes = 0
  let shown = ''
  const sync = startContentSync({
    directory,
    client: createContentClient({
      baseUrl: push!.apiBaseUrl,
      caFile: config.caFile,
      key: () => pusher().key(),
      timeoutMs: config.requestTimeoutSeconds * 1000,
      bytesPerSecond: config.contentBytesPerSecond
    }),
    checks: {
      directory: checkDirectory,
      limitMs: new Map(config.contentCheckedSets.map(({ name, value }) => [name, value * 1000]))
    },
    clock,
    random,
    spread: spreadOf(push!.clientId),
    intervalMs,
    onChange () {
      const now = sync.state().sets.map(({ name, number }) => `${name}=${number ?? 'none'}`).join(' ')
      if (now !== shown) log.info({ sets: now }, 'content')
      shown = now
      reports.changed()
    },
    onProgress (bytes) {
      downloadedBytes += bytes
      afterDownload(bytes)
      reports.progressed()
    },
    onProblem ({ kind, message }, set) {
      if (problems.get(set) === message) return
      problems.set(set, message)
      log.warn({ ...set !== undefined && { set }, kind, reason: message }, 'content is not what it should be')
    }
  })
  const reports = createContentReports({
    state: () => sync.state(),
    post: (body) => pusher().post(clientPaths.content, body),
    clock,
    onRefused: (status) => log.local.warn({ status }, 'the collector does not take what is said of the content')
  })
  return {
    get version () { return sync.version },
    state: () => sync.state(),
    collector: contentCollector({ state: () => sync.state(), downloadedBytes: () => downloadedBytes }),
    answered ({ contentVersion, contentSpreadMs }) {
      if (contentVersion !== undefined) sync.want(contentVersion, contentSpreadMs)
      reports.answered()
    },
    stop: () => sync.stop()
  }
}
