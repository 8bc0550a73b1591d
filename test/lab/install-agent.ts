import { agentUnit, agentUsers } from './agent-unit.ts'
import type { Device } from './device.ts'

export interface AgentInstallation {
  /** Ends in `/api`. */
  readonly apiBaseUrl: string
  readonly clientKey: string
  readonly intervalSeconds: number
}

const configuration = (id: string, { apiBaseUrl, clientKey, intervalSeconds }: AgentInstallation): string => [
  `API_BASE_URL=${apiBaseUrl}`, `CLIENT_ID=${id}`, `CLIENT_KEY=${clientKey}`, `INTERVAL_SECONDS=${intervalSeconds}`, 'FIRST_REPORT=now', ''
].join('\n')

/** Writes a file through the shell of the device, readable by its owner and group only. */
export const writeOn = (device: Device, path: string, content: string): Promise<string> =>
  device.exec(['sh', '-ec', 'umask 027; mkdir -p -m 755 "$(dirname "$1")"; printf %s "$2" > "$1"', 'sh', path, content])

/**
 * Puts the agent on a device as an administrator would: its user, its configuration, its unit. Node and the bundle are there
 * already, bound to where the unit looks for them. Resolves when the unit has started, which its READY=1 says.
 */
export const installAgent = async (device: Device, installation: AgentInstallation): Promise<void> => {
  await writeOn(device, '/usr/lib/sysusers.d/mimamori-agent.conf', agentUsers())
  await writeOn(device, '/etc/systemd/system/mimamori-agent.service', agentUnit().text)
  await device.exec(['systemd-sysusers'])
  await writeOn(device, '/etc/mimamori/agent.conf', configuration(device.id, installation))
  await device.exec(['chgrp', 'mimamori-agent', '/etc/mimamori/agent.conf'])
  await device.exec(['systemctl', 'daemon-reload'])
  // The unit itself gives it two minutes.
  await device.exec(['systemctl', 'enable', '--now', 'mimamori-agent.service'], { timeoutMs: 150_000 }).catch(async (error: Error) => {
    throw new Error(`${error.message}\n${await device.exec(['journalctl', '--unit=mimamori-agent', '--no-pager', '--lines=20'])}`, {
      cause: error
    })
  })
}
