/** Words that several dashboards share, in English. */
export const commonTextEn = {
  folder: 'Mimamori (English)',
  variables: { prometheus: 'Prometheus', loki: 'Loki', site: 'Site', role: 'Role', device: 'Device' },
  links: {
    others: 'Dashboards',
    otherLanguage: '日本語',
    adminPage: 'Admin page',
    device: 'Everything about this device',
    logs: 'Its logs',
    updates: 'Its updates',
    collector: 'Its page in the collector',
    sameRequest: 'Same request'
  },
  statuses: { silent: 'Silent', late: 'Late', pending: 'Waiting for first report', fresh: 'Online', notExpected: 'Not expected' },
  outcomes: {
    updated: 'Updated',
    unchanged: 'Unchanged',
    failed: 'Failed',
    rolled_back: 'Rolled back',
    unreachable: 'Unreachable',
    skipped: 'Skipped'
  },
  columns: {
    device: 'Device',
    hostname: 'Hostname',
    site: 'Site',
    role: 'Role',
    status: 'Status',
    cpu: 'CPU',
    memory: 'Memory',
    disk: 'Disk',
    temperature: 'Temperature',
    lastSeen: 'Last seen',
    errors: 'Errors in 24 h',
    release: 'Release',
    revision: 'Revision',
    outcome: 'Last update',
    updatedAt: 'Updated at',
    duration: 'Duration'
  },
  conditions: {
    undervoltage: 'Undervoltage',
    frequency_capped: 'Frequency capped',
    throttled: 'Throttled',
    soft_temperature_limit: 'Soft temperature limit'
  },
  yesNo: { yes: 'Yes', no: 'No' },
  annotations: { alerts: 'Alerts', updates: 'Updates', updateRuns: 'Update runs', reboots: 'Reboots' }
}

/** Has the same keys in every language. */
export type CommonText = typeof commonTextEn
