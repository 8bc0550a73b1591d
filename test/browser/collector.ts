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
  /** A link that logs one browser in. */
  readonly loginLink: () => string
  close (): Promise<void>
}

/** A whole collector in this process, on a free port and a directory of its own. */
export const startCollector = async ({ clock = systemClock }: { readonly clock?: Clock } = {}): Promise<RunningCollector> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mimamori-browser-'))
  const config = loadConfig({ MIMAMORI_LISTEN: '127.0.0.1:0', MIMAMORI_DATA_DIR: dataDir, MIMAMORI_TIME_ZONE: 'Asia/Tokyo' })
  const parts = await compose(config, pino({ level: 'error' }), { clock })
  const { deps } = parts
  const app = await buildApp(config, deps)
  await app.listen(config.listen)
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return {
    origin,
    deps,
    loginLink: () => `${origin}/admin/login#${deps.access.createLoginCode({ name: 'test', role: 'admin' }).code}`,
    async close () {
      await app.close()
      await parts.close()
      await rm(dataDir, { recursive: true })
    }
  }
}
