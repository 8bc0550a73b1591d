import { pino } from 'pino'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { onTestFinished } from 'vitest'
import { batchHeaders } from '@mimamori/contract'
import { adminTokenFile } from '@mimamori/contract/data-directory'
import { readTokenFile } from '@mimamori/program/token-file'
import { buildApp } from '../src/app.ts'
import type { Clock } from '../src/platform/clock/clock.ts'
import { thisHost, type HostView } from '../src/platform/clock/time-sources.ts'
import { compose } from '../src/compose.ts'
import type { MayScrape } from '../src/ingest/scrape/compose-scraper.ts'
import { loadConfig } from '../src/platform/config/load-config.ts'
import type { Config } from '../src/platform/config/settings.ts'
import type { Deps } from '../src/deps.ts'
import { bootHeaders } from './boot-headers.ts'
import { temporaryDirectory, type Until } from './temporary-directory.ts'

export interface CollectorInTest {
  readonly app: FastifyInstance
  readonly config: Config
  readonly deps: Deps
  readonly adminToken: string
  /** A request as the administrator. */
  readonly asAdmin: (request: InjectOptions) => Promise<LightMyRequestResponse>
  /** Enrolls a device and gives its key. */
  readonly enroll: (device: Readonly<Record<string, unknown>> & { readonly id: string }) => Promise<string>
  /** A batch from the device with this key: a report in a boot of its own, unless the headers say otherwise. */
  readonly sendBatch: (
    key: string, payload: string | object, headers?: Readonly<Record<string, string>>
  ) => Promise<LightMyRequestResponse>
  /** A text that the administrator's programs read, such as a scraped exposition. */
  readonly page: (path: string) => Promise<string>
  readonly close: () => Promise<void>
}

/** A clock that a test sets; it stands still until set again. */
export const clockInTest = (startMs: number): Clock & { advance (ms: number): void } => {
  let elapsedMs = 0
  return { nowMs: () => startMs + elapsedMs, monotonicMs: () => elapsedMs, advance: (ms) => { elapsedMs += ms } }
}

/** One that sees to its time by itself: to ask systemd for that is to start two programs. */
const host: HostView = { ...thisHost({ rtcHasBattery: false }), platform: 'darwin' }

/** The whole collector on a directory of its own, everything real but the listening; asked by `inject`. */
export const collectorInTest = async ({ env = {}, directory, clock, mayScrape, until = onTestFinished }: {
  readonly env?: Readonly<Record<string, string>>
  readonly directory?: string
  readonly clock?: Clock
  readonly mayScrape?: MayScrape
  readonly until?: Until
} = {}): Promise<CollectorInTest> => {
  const config = loadConfig({ MIMAMORI_DATA_DIR: directory ?? temporaryDirectory(until), ...env })
  const parts = await compose(config, pino({ level: 'silent' }), { host, ...clock && { clock }, ...mayScrape && { mayScrape } })
  const app = await buildApp(config, parts.deps)
  let closed: Promise<void> | undefined
  const close = (): Promise<void> => closed ??= app.close().then(() => parts.close())
  until(close)
  const adminToken = config.adminToken ?? readTokenFile(adminTokenFile(config.dataDir))!
  const asAdmin = (request: InjectOptions): Promise<LightMyRequestResponse> =>
    app.inject({ ...request, headers: { authorization: `Bearer ${adminToken}`, ...request.headers } })
  return {
    app,
    config,
    deps: parts.deps,
    adminToken,
    asAdmin,
    async enroll (device) {
      const answer = await asAdmin({ method: 'POST', url: '/api/clients', body: device })
      if (answer.statusCode !== 201) throw new Error(`not enrolled: ${answer.body}`)
      return answer.json<{ key: string }>().key
    },
    sendBatch: (key, payload, headers) => app.inject({
      method: 'POST', url: '/api/clients/batch', payload,
      headers: {
        'x-client-key': key, ...bootHeaders(), [batchHeaders.kind]: 'report', [batchHeaders.sequence]: '1',
        ...(typeof payload === 'string' || Buffer.isBuffer(payload)) && { 'content-type': 'text/plain; version=0.0.4' }, ...headers
      }
    }),
    page: async (path) => (await asAdmin({ url: path })).body,
    close
  }
}
