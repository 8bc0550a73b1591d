import type { AddressInfo } from 'node:net'
import { collectorInTest } from '../../test/collector-in-test.ts'
import { shell } from './shell.ts'

/** A listening collector and a shell on the same machine. */
export const onServer = async (options: Parameters<typeof collectorInTest>[0] = {}) => {
  const collector = await collectorInTest(options)
  await collector.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = collector.app.server.address() as AddressInfo
  return { collector, mimamori: shell({ MIMAMORI_DATA_DIR: collector.config.dataDir, MIMAMORI_LISTEN: `127.0.0.1:${port}` }) }
}
