import { join } from 'node:path'
import { serviceAgentFiles } from '../../collector/cli/src/local-agent.ts'
import { serviceSettingsFile } from '../../collector/cli/src/service-settings.ts'

/** The services, which are also the users that they run as, in the order in which they start. */
export const services = ['mimamori-collector', 'mimamori-agent', 'mimamori-alertmanager', 'mimamori-prometheus'] as const
export type ServiceName = typeof services[number]

/** The units for updates run as the user of updates, and report to nobody whether they are ready. */
export type UnitName = ServiceName | 'mimamori-requests' | 'mimamori-catch-up'

const units = '/etc/systemd/system'

export const unitFile = (service: UnitName): string => `${units}/${service}.service`
/** The link that `systemctl enable` makes. */
export const enabledLink = (service: UnitName): string => `${units}/multi-user.target.wants/${service}.service`
/** The directory that also has the administrator's own changes of a unit (`systemctl edit`). */
export const dropIns = (service: UnitName): string => `${units}/${service}.service.d`
export const timer = {
  name: 'mimamori-catch-up.timer',
  file: `${units}/mimamori-catch-up.timer`,
  enabledLink: `${units}/timers.target.wants/mimamori-catch-up.timer`
} as const
/** The renewal of a certificate for https, which `mimamori https enable` puts in place. */
export const httpsUnitFile = `${units}/mimamori-https.service`
/** The settings by which the collector finds the others. */
export const alertingDropIn = `${dropIns('mimamori-collector')}/alerting.conf`
/** The share of the machine's memory from which on Prometheus collects its garbage sooner. */
export const memoryDropIn = `${dropIns('mimamori-prometheus')}/memory.conf`
/** systemd makes it for the service's user (StateDirectory=), and leaves it where the unit goes. */
export const stateDirectory = (service: ServiceName): string => `/var/lib/${service}`

/** The other paths of a server. */
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
  customRules: '/etc/mimamori/rules.d',
  command: '/usr/local/bin/mimamori',
  updateUsers: '/etc/sysusers.d/mimamori-updates.conf',
  updateDirectories: '/etc/tmpfiles.d/mimamori-updates.conf',
  /** The administrator's. */
  updateSettings: '/etc/mimamori/update.conf',
  /** The settings of updates that apply if the administrator's file says nothing. */
  updateDefaults: '/etc/mimamori/update-defaults.conf',
  sudoers: '/etc/sudoers.d/mimamori',
  /** Ansible's inventory of the package, which has settings in it: the package's code has a link to it. */
  packagedInventory: '/etc/mimamori/inventory',
  updateHome: '/var/lib/mimamori',
  deviceKey: '/var/lib/mimamori/.ssh/mimamori_ed25519',
  knownHosts: '/etc/mimamori/known_hosts',
  updateToken: '/etc/mimamori/update-token',
  enrollToken: '/etc/mimamori/enroll-token',
  /** The certificate of a private authority, if an administrator has made one (docs/guides/collector-setup.md). */
  authority: '/etc/mimamori/ca.pem',
  /** The directories of publish-release.sh and publish-agent. */
  releases: '/srv/mimamori/releases',
  agents: '/srv/mimamori/agent'
} as const

/** Ansible's inventory of a checkout, which git does not know. */
export const inventoryDirectory = (checkout: string): string => join(checkout, 'ansible/inventory')

/** The user that updates the devices, and has the key to all of them. */
export const updateUser = 'mimamori'
/** The group whose members may start updates and add devices. */
export const adminsGroup = 'mimamori-admins'
