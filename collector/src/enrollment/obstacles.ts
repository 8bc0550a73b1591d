import { isIPv6 } from 'node:net'
import type { EnrollmentObstacleCode, EnrollmentObstacles } from '@mimamori/contract'
import { isLoopback } from '@mimamori/program/listen-address'
import { lanAddress, lanOrigin } from '../platform/config/origin.ts'
import type { Reached } from '../platform/config/request-origin.ts'
import type { StartContext } from '../platform/config/local-command.ts'
import { settings, type Config } from '../platform/config/settings.ts'
import { publishCommand, restartWith } from '../platform/config/start-command.ts'
import { readCollectorCertificates } from './collector-certificates.ts'
import { readPublishedAgent } from './published-agent.ts'

type Settings = Reached & Pick<Config, 'allowHttp' | 'agentDir'>

/** The reasons why no other machine reaches the collector. */
const addressObstacles = ({ publicUrl, listen, tlsCert, allowHttp }: Settings): EnrollmentObstacleCode[] => {
  const found: EnrollmentObstacleCode[] = []
  if (isLoopback(listen.host)) found.push('loopback', ...tlsCert === undefined && !allowHttp ? ['http' as const] : [])
  if (publicUrl !== undefined) found.push('publicUrl')
  return found.length === 0 ? ['network'] : found
}

const changesFor = (
  codes: readonly EnrollmentObstacleCode[],
  { listen: { host, port }, publicUrl }: Settings
): Readonly<Record<string, string>> => ({
  ...(codes.includes('loopback') && { [settings.listen.name]: `${isIPv6(host) ? '[::]' : '0.0.0.0'}:${port}` }),
  ...(codes.includes('http') && { [settings.allowHttp.name]: 'yes' }),
  ...(codes.includes('publicUrl') && {
    [settings.publicUrl.name]: publicUrl!.replace(/\/\/(?:\[.*\]|[^:/]*)/, `//${lanAddress() ?? 'ADDRESS'}`)
  })
})

/**
 * All obstacles to devices that enroll themselves. `host` is the Host header of the request. @throws if the published agent cannot be read
 */
export const enrollmentObstaclesOf = async (
  config: Settings, host: string | undefined, start?: StartContext
): Promise<EnrollmentObstacles> => {
  const origin = lanOrigin(config, host)
  const address = origin === undefined ? addressObstacles(config) : []
  const changes = changesFor(address, config)
  const hasAgent = await readPublishedAgent(config.agentDir) !== undefined
  const needsAuthority = config.tlsCert !== undefined || origin?.startsWith('https:') === true
  const bringsAuthority = !needsAuthority || await readCollectorCertificates(config) !== undefined
  return {
    codes: [...address, ...hasAgent ? [] : ['agent' as const], ...bringsAuthority ? [] : ['authority' as const]],
    restart: Object.keys(changes).length === 0 ? null : restartWith(changes, start),
    publish: hasAgent ? null : publishCommand(config.agentDir, start)
  }
}
