import type { AddressInfo } from 'node:net'
import { systemClock, type Clock } from '../../collector/src/platform/clock/clock.ts'
import type { Deps } from '../../collector/src/deps.ts'
import { collectorInTest } from '../../collector/test/collector-in-test.ts'

export interface RunningCollector {
  readonly origin: string
  readonly deps: Deps
  readonly adminToken: string
  /** A link that logs one browser in, as an administrator unless said. */
  readonly loginLink: (role?: 'admin' | 'viewer') => string
  close (): Promise<void>
}

/** A whole collector in this process, on a free port and a directory of its own. */
export const startCollector = async ({
  clock = systemClock,
  settings = {}
}: { readonly clock?: Clock, readonly settings?: Readonly<Record<string, string>> } = {}): Promise<RunningCollector> => {
  const started = new AsyncDisposableStack()
  const { app, config, deps, adminToken } = await collectorInTest({
    env: { MIMAMORI_LISTEN: '127.0.0.1:0', MIMAMORI_TIME_ZONE: 'Asia/Tokyo', ...settings },
    clock,
    until: (cleanUp) => started.defer(cleanUp)
  })
  await app.listen(config.listen)
  const origin = `${config.tlsCert === undefined ? 'http' : 'https'}://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  return {
    origin,
    deps,
    adminToken,
    loginLink: (role = 'admin') => `${origin}/admin/login#${deps.access.createLoginCode({ name: 'test', role }).code}`,
    close: () => started.disposeAsync()
  }
}
