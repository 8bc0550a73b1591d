import type { FieldTexts } from './field-text.ts'

/** Devices: as they are registered, how they are, what they log and send. */
export const deviceTexts: FieldTexts = {
  clients: ['The devices.'],
  client: ['The device.'],
  id: ['The ID of the device. It never changes.', 'pi-kiosk-03'],
  clientId: ['The ID of the device.', 'pi-kiosk-03'],
  clientDeviceId: ['The ID of the device that the key belongs to.', 'pi-kiosk-03'],
  statusId: ['The ID of this status.', '7f8c2c70-5a52-4a3f-9c9d-0f1d7b0f5a11'],
  name: ['The display name of the device; null if it has none.', 'Entrance kiosk'],
  address: ['The registered host name or IP address; null if none is registered.', '192.168.10.31'],
  site: ['The site where the device is; empty if none is set.', 'north'],
  role: ['What the device is for; empty if none is set.', 'kiosk'],
  labels: ['Custom labels. Prometheus gets them, too.'],
  silentAfterSeconds: ['The number of seconds without a report after which the device is silent.', 43_200],
  downAfterSeconds: [
    'The number of seconds without a report after which the device is down, and DeviceDown fires, unless it has sent a shutdown report.',
    600
  ],
  down: ['Whether the device is down: it has sent no report for `downAfterSeconds`, and no shutdown report. DeviceDown then fires.', false],
  downSeverity: ['The severity of DeviceDown for the device.', 'warning'],
  ownLimits: [
    'Which of its limits are the device’s own. The others come from its role, its site, the fleet or the defaults, in this order.'
  ],
  limits: ['What is set for the fleet, for sites and for roles. A limit that is left out comes from the next wider scope.'],
  defaults: ['The limits where none are set.'],
  scope: ['What the limits apply to: the fleet, a site or a role.', 'site'],
  'setLimits.name': ['The name of the site or role; `all` for the fleet.', 'north'],
  'removeLimits.name': ['The name of the site or role; `all` for the fleet.', 'north'],
  scraped: ['Whether the collector scrapes the device.', false],
  scrapeUrl: [
    'The URL, on its registered address, at which the device exposes its own metrics; the collector scrapes it every interval.',
    'http://192.168.10.31:9100/metrics'
  ],
  scrapeAuthentication: ['How the collector authenticates when it scrapes the device: `basic` or `bearer`; null if it does not.', 'basic'],
  scrapeCredentials: [
    'What the collector authenticates with when it scrapes the device. ' +
      'No response contains it; a change of the host or port in `scrapeUrl` removes it.'
  ],
  'scrapeCredentials.user': ['The user for Basic authentication.', 'prometheus'],
  'scrapeCredentials.password': ['The password for Basic authentication.', 'correct horse battery'],
  'scrapeCredentials.token': ['The token for Bearer authentication.', 'vR3kq8Zt2n'],
  state: ['The state of the registration: pending (no report yet), active, paused, retired or revoked.', 'active'],
  stateSince: ['When the device entered this state.', '2026-11-25T09:00:00.000Z'],
  pausedUntil: ['When the pause ends automatically; null if it does not.', '2026-11-30T00:00:00.000Z'],
  pauseReason: ['The reason for the pause.', 'stocktaking'],
  'getFleetStatus.site': ['Return only devices at this site; empty for devices without a site.', 'north'],
  'getFleetStatus.role': ['Return only devices with this role; empty for devices without a role.', 'kiosk'],
  'getFleetStatus.freshness': [
    'Return only devices that are online (`fresh`), late (down or not) or silent. Devices that are off, paused, outside opening hours or out of use are in none of these, and neither are those that wait for their first report or whose reports are rejected.',
    'silent'
  ],
  'getFleetStatus.limit': ['The maximum number of devices to return. Defaults to all.', 100],
  'getFleetStatus.cursor': ['Where to continue: the `nextCursor` of the previous page.', 'pi-kiosk-03'],
  'pauseDevice.until': [
    'When the pause ends automatically. If left out, the pause lasts until the device is resumed.',
    '2026-11-30T00:00:00.000Z'
  ],
  'pauseDevice.pausedSince': [
    'Change only the pause that began at this time (the device’s `stateSince`). If it is over, the request is rejected with 409.',
    '2026-11-25T09:00:00.000Z'
  ],
  'pauseDevice.reason': ['The reason for the pause, shown with the device.', 'stocktaking'],
  enrolledAt: ['When the device was enrolled.', '2026-11-01T09:00:00.000Z'],
  lastSeen: [
    'When the collector last received a message from the device, by the server’s clock; null if it never has.',
    '2026-11-25T09:00:00.000Z'
  ],
  lastSeenAt: ['When the other system last received a report from the device.', '2026-11-25T09:00:00.000Z'],
  keys: ['The keys of the device, oldest first, without their secrets.'],
  key: ['The key of the device. It is shown only once; the collector stores a hash of it.', '7Qm2vT9xWc4LpZ8sNd1RfYh6Bk3JgAe5UoXiCq0nVt4'],
  weak: ['Whether the key is weak and should be rotated.', false],
  createdAt: ['When it was created.', '2026-11-01T09:00:00.000Z'],
  firstUsedAt: ['When the device first used the key; null if it has not been used yet.', '2026-11-01T09:01:00.000Z'],
  hashPrefix: [
    'The first digits of the SHA-256 of the key, by which the key on a device is recognized; null for a weak key.',
    '9f86d081884c7d65'
  ],
  revokedAt: ['When the key was revoked; null while it is valid.', '2026-11-25T09:00:00.000Z'],

  hostname: ['The host name that the device reports.', 'kiosk-03'],
  ipAddress: ['The IP address that the device reports from.', '192.168.10.31'],
  cpuUsage: ['CPU usage in percent, 0–100; null unless the device is fresh.', 12.5],
  memoryUsage: ['Memory usage in percent, 0–100; null unless the device is fresh.', 40],
  diskUsage: ['Disk usage in percent, 0–100; null unless the device is fresh.', 63.2],
  temperature: ['Temperature in degrees Celsius; null if it cannot be measured or unless the device is fresh.', 51.5],
  uptimeSeconds: ['The number of seconds since the device booted.', 3600],
  lastBoot: ['When the device booted.', '2026-11-25T08:00:00Z'],
  freshness: ['fresh (reported within three intervals), late or silent.', 'fresh'],
  stale: ['Whether the device is silent.', false],
  errorsLast24h: ['The number of log lines with level error in the current hour and the 24 hours before it.', 0],
  update: ['The update in progress on the device; null if there is none.'],
  'hosts.update': ['Whether the role `release` has run, or is running, on this host.', true],
  'update.state': ['The state of the device in the run.', 'under_way'],
  lastUpdate: [
    'The most recent update of the device’s applications; if one of several did not succeed, that one. Null if there has been none.'
  ],
  lastAgentUpdate: ['The most recent update of the device’s agent; null if there has been none.'],
  releases: ['The revisions that the device runs, by release.'],
  model: ['The model of the board.', 'Raspberry Pi 4 Model B Rev 1.4'],
  os: ['The operating system.', 'Debian GNU/Linux 13 (trixie)'],
  agentVersion: ['The version of the agent; null if the device has none.', '0.1.0'],
  clockSkewSeconds: ['The device’s clock minus the server’s; null if unknown.', 0.2],
  warnings: ['What needs attention, most severe first.'],
  'getFleetStatus.sites': ['The sites and their time zones.'],
  'sites.site': ['The name of the site.', 'north'],
  'sites.timeZone': ['The IANA name of the site’s time zone.', 'Asia/Tokyo'],
  clock: ['Whether the server’s own clock can be trusted.'],
  storage: ['Whether the collector can store data.'],
  log: ['Whether log lines can be stored; if not, since when, and how many more can wait.'],
  calendar: ['Whether the calendar file is valid; if not, the previous version stays in effect.'],
  trusted: ['Whether the clock can be trusted.', true],
  writable: ['Whether data can be stored.', true]
}
