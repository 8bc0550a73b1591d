import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { buildApp } from '../../collector/src/app.ts'
import { systemClock, type Clock } from '../../collector/src/clock/clock.ts'
import { compose } from '../../collector/src/compose.ts'
import { loadConfig } from '../../collector/src/config/load-config.ts'
import type { Deps } from '../../collector/src/deps.ts'

export interface RunningCollector {
  readonly origin: string
  readonly deps: Deps
  readonly adminToken: string
  /** A link that logs one browser in. */
  readonly loginLink: () => string
  close (): Promise<void>
}

const adminToken = 'browser-test-admin-token-0123456789abcdef'

/** A whole collector in this process, on a free port and a directory of its own. */
export const startCollector = async ({ clock = systemClock, settings = {} }: { readonly clock?: Clock, readonly settings?: Readonly<Record<string, string>> } = {}): Promise<RunningCollector> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mimamori-browser-'))
  const config = loadConfig({ MIMAMORI_LISTEN: '127.0.0.1:0', MIMAMORI_DATA_DIR: dataDir, MIMAMORI_TIME_ZONE: 'Asia/Tokyo', MIMAMORI_ADMIN_TOKEN: adminToken, ...settings })
  const parts = await compose(config, pino({ level: 'error' }), { clock })
  const { deps } = parts
  const app = await buildApp(config, deps)
  await app.listen(config.listen)
  const origin = `${config.tlsCert === undefined ? 'http' : 'https'}://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return {
    origin,
    deps,
    adminToken,
    loginLink: () => `${origin}/admin/login#${deps.access.createLoginCode({ name: 'test', role: 'admin' }).code}`,
    async close () {
      await app.close()
      await parts.close()
      await rm(dataDir, { recursive: true })
    }
  }
}
