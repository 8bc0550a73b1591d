import { join } from 'node:path'
import type { Config } from '../../collector/src/config/settings.ts'
import { checkout, type Places } from './places.ts'
import { isFree } from './port.ts'
import { StartProblem } from './problem.ts'
import { startService, type Service } from './service.ts'
import type { StartText } from './text.ts'

/** How the other parts on this machine reach the collector. */
export const collectorUrl = ({ listen, tlsCert }: Pick<Config, 'listen' | 'tlsCert'>): URL => {
  const everywhere: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }
  const host = everywhere[listen.host] ?? listen.host
  return new URL(`${tlsCert === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${listen.port}`)
}

/** @throws {StartProblem} where its address is taken */
export const startCollector = async (config: Config, places: Places, text: StartText): Promise<Service> => {
  const { host, port } = config.listen
  if (port === 0) throw new StartProblem(text.anyPort, 2)
  if (!await isFree(host, port)) throw new StartProblem(text.portTaken(`${host}:${port}`))
  return startService({
    name: 'Collector',
    logFile: join(places.logs, 'collector.log'),
    argv: [process.execPath, join(checkout, 'collector', 'src', 'main.ts')],
    env: process.env
  })
}
