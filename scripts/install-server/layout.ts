import { serviceAgentFiles } from '../../collector/src/cli/own-agent.ts'
import { serviceSettingsFile } from '../../collector/src/cli/service-settings.ts'

/** The services, which are also the users that they run as, in the order in which they start. */
export const services = ['mimamori-collector', 'mimamori-agent', 'mimamori-alertmanager', 'mimamori-prometheus'] as const
export type ServiceName = typeof services[number]

const units = '/etc/systemd/system'

export const unitFile = (service: ServiceName): string => `${units}/${service}.service`
/** What `systemctl enable` makes. */
export const enabledLink = (service: ServiceName): string => `${units}/multi-user.target.wants/${service}.service`
/** Where the administrator's own changes of a unit are, too (`systemctl edit`). */
export const dropIns = (service: ServiceName): string => `${units}/${service}.service.d`
/** What the collector needs to know of the others. */
export const alertingDropIn = `${dropIns('mimamori-collector')}/alerting.conf`
/** systemd makes it for the service's user (StateDirectory=), and leaves it where the unit goes. */
export const stateDirectory = (service: ServiceName): string => `/var/lib/${service}`

/** Where a server has the rest. */
export const layout = {
  settings: serviceSettingsFile,
  collectorUsers: '/etc/sysusers.d/mimamori-collector.conf',
  agentUsers: '/etc/sysusers.d/mimamori-agent.conf',
  /** As on any device. */
  agent: '/opt/mimamori/agent/mimamori-agent.js',
  agentSettings: '/etc/mimamori/agent.conf',
  agentId: serviceAgentFiles.id,
  agentKey: serviceAgentFiles.key,
  alertingUsers: '/etc/sysusers.d/mimamori-alerting.conf',
  sharing: '/etc/tmpfiles.d/mimamori-alerting.conf',
  prometheus: '/etc/mimamori/prometheus',
  /** The administrator's: nothing of ours is in it, and it stays. */
  ownRules: '/etc/mimamori/rules.d',
  command: '/usr/local/bin/mimamori'
} as const
