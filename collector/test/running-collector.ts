import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { batchHeaders } from '@mimamori/contract'
import { buildApp } from '../src/app.ts'
import { compose, type Composition } from '../src/compose.ts'
import { loadConfig } from '../src/config/load-config.ts'

export const adminToken = 'test-admin-token-0123456789-0123456789'
export const asAdmin = { authorization: `Bearer ${adminToken}` }

/** The real collector, composed as the program composes it, with a data directory of its own; asked by inject. */
export interface RunningCollector {
  readonly app: FastifyInstance
  readonly deps: Composition['deps']
  readonly dataDir: string
  /** Enrols a device; gives its key. */
  enroll (id: string, rest?: Readonly<Record<string, unknown>>): Promise<string>
  /** A scraped page, as Prometheus would get it. */
  page (path: string): Promise<string>
  /** Ends it; the directory stays until `remove`. */
  stop (): Promise<void>
  remove (): Promise<void>
}

export const runCollector = async (env: Readonly<Record<string, string>> = {}, dataDir?: string): Promise<RunningCollector> => {
  const directory = dataDir ?? await mkdtemp(join(tmpdir(), 'mimamori-collector-'))
  const config = loadConfig({ MIMAMORI_DATA_DIR: directory, MIMAMORI_ADMIN_TOKEN: adminToken, MIMAMORI_DEVICE_REQUESTS_PER_MINUTE: '100000', ...env })
  const composition = await compose(config, pino({ level: 'silent' }))
  const app = await buildApp(config, composition.deps)
  await app.ready()
  return {
    app,
    deps: composition.deps,
    dataDir: directory,
    async enroll (id, rest = {}) {
      const answer = await app.inject({ method: 'POST', url: '/api/clients', headers: asAdmin, payload: { id, ...rest } })
      if (answer.statusCode !== 201) throw new Error(`not enrolled: ${answer.body}`)
      return answer.json<{ key: string }>().key
    },
    async page (path) {
      return (await app.inject({ url: path, headers: asAdmin })).body
    },
    async stop () {
      await app.close()
      await composition.close()
    },
    remove: () => rm(directory, { recursive: true, force: true })
  }
}

/** One boot of one agent: the headers that its batches have in common. */
export const bootHeaders = (boot: string = randomUUID()) => ({
  [batchHeaders.stream]: randomUUID(),
  [batchHeaders.boot]: boot,
  [batchHeaders.attemptBoot]: boot,
  [batchHeaders.attemptMonotonicMs]: '60000',
  [batchHeaders.attemptWallMs]: String(Date.now()),
  [batchHeaders.clockSynchronised]: '1'
})
