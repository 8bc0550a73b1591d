/** The texts of the dashboard Device, in English. */
export const deviceTextEn = {
  title: 'Device',
  description: 'Everything about one device on one time line, with its alerts, updates and reboots across all graphs.',
  sections: {
    now: 'Now',
    connection: 'Connection',
    load: 'Load',
    diskAndNetwork: 'Disk and network',
    watched: 'Services and power',
    log: 'Log'
  },
  columns: { address: 'Address', model: 'Model', system: 'System', agent: 'Agent' },
  legends: {
    load1: '1 minute',
    load15: '15 minutes',
    cores: 'Cores',
    used: 'Used',
    total: 'Total',
    swap: 'Swap used',
    temperature: 'Processor',
    read: 'Read {{device}}',
    written: 'Written {{device}}',
    received: 'Received {{device}}',
    sent: 'Sent {{device}}',
    release: 'Release {{release}}'
  },
  status: {
    title: 'Status',
    description: 'Online: reported within three intervals. Silent: no report for longer than its limit. Its page in the collector says why.'
  },
  lastSeen: { title: 'Last seen', description: 'How long ago the device’s last report came, by the server’s clock. Red from 12 hours on.' },
  uptime: {
    title: 'Uptime',
    description: 'How long ago the device booted. Repeated short uptimes mean that it reboots often: check its power supply.'
  },
  cpu: { title: 'CPU', description: 'Share of the time of all cores that was in use, between the last two reports.' },
  memory: { title: 'Memory', description: 'Share of the memory that programs hold. Red from 90% on: an update does not begin then.' },
  disk: { title: 'Disk', description: 'Share of the root file system that is used. Red from 90% on.' },
  temperature: { title: 'Temperature', description: 'Of the processor. Red from 80 °C on, where the firmware slows it down.' },
  errors: {
    title: 'Errors in 24 h',
    description: 'Log lines of the level error in the last 24 hours. They are at the bottom of this dashboard.'
  },
  facts: {
    title: 'What it is',
    description: 'As its agent reports it. Click the name for its logs, its updates and its page in the collector.'
  },
  releases: { title: 'Releases', description: 'The revision of each release that is actually running, as reported by the service.' },
  lastUpdate: {
    title: 'Last update',
    description: 'What the newest update came to, when, and how long it took. Its steps and messages are in the collector, under Updates.'
  },
  statusOverTime: { title: 'Status over time', description: 'When the device was online, late and silent.' },
  clockSkew: {
    title: 'Clock difference',
    description: 'The device’s clock minus the server’s. Beyond one minute the times in its own log mislead: check its time server.'
  },
  backlog: {
    title: 'Oldest unsent item',
    description:
      'How long the oldest batch has waited on the device. None where all is sent. It rises while the collector cannot be reached, and must fall afterwards.'
  },
  dropped: {
    title: 'Dropped items',
    description:
      'What the device had to drop before it could be sent, by kind. Anything above 0 is lost: it was offline for longer than its spool holds, or, for the kind journal, than its journal does.'
  },
  cpuByMode: {
    title: 'CPU by mode',
    description: 'What the processor does, as a share of all cores. Much iowait means that the card is slow.'
  },
  loadAverage: {
    title: 'Load average',
    description: 'Processes that run or wait. Above the number of cores for long, the device cannot keep up.'
  },
  memoryOverTime: {
    title: 'Memory over time',
    description: 'What programs hold, of all there is. A line that only rises is a leak. Swap on a card is slow and wears it.'
  },
  temperatureOverTime: {
    title: 'Temperature over time',
    description: 'Throttling starts at 80 °C. Rises by day mean a hot place; rises under load, a fan or a case.'
  },
  fileSystems: { title: 'File systems', description: 'Share used of each file system. At 90% updates and logs begin to fail.' },
  diskBytes: { title: 'Disk traffic', description: 'Bytes read and written a second, by disk. Steady writing wears an SD card.' },
  network: { title: 'Network traffic', description: 'Bytes received and sent a second, by interface.' },
  wifiSignal: {
    title: 'Wi-Fi signal',
    description: 'Below −75 dBm packets are lost: move the device or the access point. Empty for a device on a cable.'
  },
  watched: {
    title: 'Watched services',
    description: 'Whether each unit and service that the agent watches is up, and whether each release answers.'
  },
  throttling: {
    title: 'Power and heat',
    description: 'What the firmware sees. Undervoltage: the power supply or its cable is too weak. The others: heat.'
  },
  linesByLevel: {
    title: 'Log lines by level',
    description: 'How many lines the device wrote. A burst of errors is where to look in the lines below.'
  },
  log: {
    title: 'Log lines',
    description:
      'The newest first. Click a line for its unit and IDs. Empty where the collector does not ship logs to Loki: the device’s page shows them too.'
  }
}

export type DeviceText = typeof deviceTextEn
