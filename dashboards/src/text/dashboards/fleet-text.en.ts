/** The texts of the dashboard Fleet, in English. */
export const fleetTextEn = {
  title: 'Fleet',
  description: 'Every device at a glance: which do not report, which are hot or full, and what the last update did.',
  sections: { counts: 'Now', devices: 'Devices, the worst first', history: 'Over time', worst: 'The five worst' },
  expected: { title: 'Expected', description: 'Enrolled devices that should report: neither paused, retired nor revoked.' },
  online: { title: 'Online', description: 'Devices that reported within three intervals.' },
  late: {
    title: 'Late',
    description: 'Expected devices that missed three intervals. Most come back by themselves; look at those that stay.'
  },
  silent: {
    title: 'Silent',
    description:
      'Expected devices that have not reported for longer than their limit, 12 hours by default. DeviceSilent fires for each: open its page for the cause.'
  },
  paused: { title: 'Not expected', description: 'Devices that are paused: off on purpose, and without alerts.' },
  alerts: { title: 'Firing alerts', description: 'Alerts of severity critical or warning that fire now. Each has a page in the runbook.' },
  failedUpdates: { title: 'Failed updates', description: 'Devices whose last update failed, was rolled back or did not reach them.' },
  errors: { title: 'Errors in 24 h', description: 'Log lines of the level error that all chosen devices wrote in the last 24 hours.' },
  table: {
    title: 'Devices',
    description:
      'One row a device, silent ones first. Click a name for its time line, logs, updates or page. A device with several releases shows one here, and all of them on its dashboard.'
  },
  freshness: {
    title: 'Devices by status',
    description:
      'How many devices are online, late and silent over time. A step that all devices take together is the network or the server, not the devices.'
  },
  logLines: { title: 'Errors and warnings', description: 'Log lines of the levels warn and error, of all chosen devices.' },
  hottest: {
    title: 'Hottest',
    description: 'At 80 °C the firmware slows the processor down. Check the fan, the case and the place of these devices.'
  },
  fullest: {
    title: 'Fullest disks',
    description: 'At 90% updates and logs begin to fail. Remove what is not needed, or use a larger card.'
  },
  memory: {
    title: 'Least memory left',
    description: 'Share of the memory that programs hold. Near 100% the device stalls, and an update does not begin.'
  }
}

export type FleetText = typeof fleetTextEn
