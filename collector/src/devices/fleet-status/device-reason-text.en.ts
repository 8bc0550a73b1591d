import { limits } from '@mimamori/contract'
import { certificateProblemEn } from '../../platform/language/certificate-problem.ts'
import type { StatusMessages } from './status-messages.ts'

/** The next step after an HTTP status. */
const nextAfter = (status: string): string => {
  if (status === '401' || status === '403') {
    return 'Set the user and password, or the token, that it expects (devices set … --scrape-secret-file).'
  }
  if (status === '400') return 'If it expects https, register its address with https; otherwise check port and path.'
  if (status.startsWith('5')) return 'Look at the log of its exporter.'
  return status.startsWith('3') ? 'Redirects are not followed: register the address that it leads to.' : 'Check port and path.'
}

export const deviceReasonTextEn: StatusMessages = {
  reasons: {
    goodbye_poweroff: ({ at }) => `Switched off at ${at}. Switch it on when it is needed.`,
    goodbye_reboot: ({ at }) => `Restarting since ${at}. If it is not back in a few minutes, look at its screen and SD card.`,
    goodbye_stopped: ({ at }) => `Its agent was stopped at ${at}. On the device, run: sudo systemctl start mimamori-agent`,
    answers: ({ address, url }) =>
      url === undefined
        ? `${address} answers, but its agent is not reporting. On the device, run: sudo journalctl -u mimamori-agent`
        : `${address} answers, but ${url} does not: check that its exporter is running, the port, and its firewall.`,
    no_answer: ({ address, at }) =>
      `No answer from ${address}, last seen at ${at}: check power and network cable, then whether its address has changed.`,
    no_address: () => 'Not reporting, and it has no registered address to try. Check power and network cable, and register its address.',
    key_refused: ({ at, backup }) =>
      `Its key is rejected (last at ${at})${backup === undefined ? '' : `: it was changed after the backup of ${backup}, from which this server was restored`}. “New key” on its page issues another, and shows how to put it on the device.`,
    report_refused: ({ at, refusedAs }) =>
      `Its reports arrive but are rejected (${refusedAs}, last at ${at}), so no new values are shown. Fix what it sends, or update its agent. For the details, run on the device: sudo journalctl -u mimamori-agent`,
    scrape_failed: ({ scrapeFailure }) => scrapeFailure,
    site_silent: ({ site }) => `No device at site ${site} is reporting. Check its power, switch and uplink before any single device.`,
    off_hours: ({ until, site }) =>
      `Outside the opening hours of site ${site}.${until === undefined ? ' Nothing to do.' : ` Expected to report by ${until}.`}`,
    paused: ({ until, note }) => `Paused${until ? ` until ${until}` : ''}${note ? `: ${note}` : ''}. Resume it when it is back in use.`,
    retired: ({ at }) => `Retired since ${at}. Nothing to do.`,
    revoked: ({ at }) =>
      `Its keys were revoked at ${at}. “New key” on its page issues another and shows how to put it on the device; then it reports again.`,
    never_reported: ({ at, url }) =>
      url === undefined
        ? `Enrolled at ${at}; no report yet. Install the agent on the device and start it with its key.`
        : `Enrolled at ${at}; ${url} has not been scraped yet, which takes a minute.`,
    probing: ({ address }) => `No report lately; checking ${address} now.`,
    clock_untrusted: () => 'No report for a long time, by a clock that is not trusted. Set or confirm the server’s time first.'
  },
  scrapeFailures: {
    refused: ({ url }) => `Nothing listens at ${url} (connection refused): check that its exporter is running, and the port.`,
    no_answer: ({ url, detail }) =>
      `No answer from ${url}${detail === '' ? '' : ` within ${detail} s`}: check power and network cable, then its firewall.`,
    too_slow: ({ url, detail }) =>
      `${url} accepts the connection, but sends no complete answer within ${detail} s: ` +
      'look at the log of its exporter, and disable slow collectors.',
    unknown_name: ({ url }) => `The server cannot resolve the name in ${url}: correct it, or register the IP address.`,
    forbidden_address: ({ url, detail }) =>
      `${url} resolves to ${detail}, which is the server itself or not the address of a single device: ` +
      'register the address that the device has in the network.',
    certificate: ({ url, detail }) => certificateProblemEn(url, detail),
    status: ({ url, detail }) => `${url} answers, but not with metrics: ${detail}. ${nextAfter(detail)}`,
    not_metrics: ({ url, detail }) => `${url} answers, but not with a metrics page (${detail}): check port and path.`,
    too_large: ({ url, detail }) => `${url} sends too much (${detail}): disable collectors there.`,
    rejected: ({ url, detail }) => `${url} answers, but its metrics are rejected (${detail}): fix what it exposes.`,
    broken: ({ url, detail }) => `${url} returned an incomplete response (${detail}): check the port, and whether it is http or https.`
  },
  warnings: {
    undervoltage: () => 'Supply voltage too low now: use the official power supply and a short cable.',
    throttled: () => 'The processor is slowed down now, by heat or low voltage: check cooling and power supply.',
    throttled_since_boot: () => 'Voltage was too low or the processor slowed down since it was started: check power supply and cooling.',
    disk_full: ({ value }) => `Disk ${value} full: remove what is not needed before updates begin to fail.`,
    memory_short: ({ value }) => `${value} of its memory in use: find the program that grows, before programs are stopped at random.`,
    hot: ({ value }) => `${value}: clear the vents or add cooling; at 80 °C the processor slows itself down.`,
    clock_wrong: ({ value }) => `Its clock is ${value}: check that it can reach the time server.`,
    key_weak: () => 'Weak key. Press “New key” on the device’s page.',
    key_rotating: () =>
      'Its new key has not been used yet; until then, the weak one keeps working. If the new key is not on the device, issue another with “New key” on its page.',
    address_differs: ({ value, expected }) => `It reports from ${value}, but ${expected} is registered: correct the one that is wrong.`,
    identity_conflict: ({ value, senders }) =>
      `Two machines report with its key, last in turn at ${value}: ${senders.join(' and ')}. Its SD card was probably copied: give one of them a name of its own, with enroll-device.sh --copy.`,
    watched_service_down: ({ value }) => `Not running: ${value}. If that is not on purpose, look at its log and start it again.`,
    watched_check_failing: ({ value }) =>
      `No good answer from: ${value}. If that is not on purpose, look at the log of the service behind it and restart it.`,
    watched_service_restarting: ({ value }) =>
      `Restarted by systemd ${limits.serviceRestarts} times or more within an hour: ${value}. Its log says why it keeps failing.`,
    root_read_only: () => 'Its root file system is read-only: the SD card may be failing. Back it up and replace it.'
  },
  storage: {
    full: 'The server’s disk is full: nothing can be stored. Free some space there (df -h shows how much is left). Live values stay correct; devices keep their log lines until then.',
    read_only:
      'The server’s disk has become read-only, probably after an error: nothing can be stored. Back it up, check it (sudo dmesg shows the error), and replace it if needed.',
    failing:
      'The server’s disk reports errors: nothing can be stored. Back it up, check it (sudo dmesg shows the error), and replace it if needed.',
    damaged:
      'The server’s database is damaged: some of its data cannot be read or written. Stop the collector, check the disk (sudo dmesg shows errors), and restore a backup.'
  },
  backup: {
    missing: ({ at }) =>
      `The backup of the server failed at ${at}: its disk or directory was not there. Connect the disk, then run on the server: sudo mimamori backup`,
    full: ({ at }) =>
      `The backup of the server failed at ${at}: the disk for backups is full. Make space or connect a larger one, then run on the server: sudo mimamori backup`,
    wrong_password: ({ at }) =>
      `The backup of the server failed at ${at}: its password does not open the backups that are there. Connect the right disk, or run on the server, which says what to do: sudo mimamori backup`,
    other: ({ at }) => `The backup of the server failed at ${at}. To see why, run on the server: sudo mimamori backup`
  },
  restore: ({ backup, ids, more }) =>
    `This server was restored from the backup of ${backup} and does not know some devices that report: ${ids.join(', ')}${more > 0 ? ` and ${more} more` : ''}. They were probably added after it. Add each of them again: “Add a device”.`,
  log: {
    embedded: ({ since, waiting, room }) =>
      `No logs have been stored since ${since}, so newer lines cannot be searched yet. ${waiting} is queued on the server, with room for ${room} more; after that, lines stay on the devices. Check the server’s disk (df -h, sudo dmesg).`,
    loki: ({ since, waiting, room }) =>
      `Loki has not accepted any logs since ${since}, so newer lines cannot be searched yet. ${waiting} is queued on the server, with room for ${room} more; after that, lines stay on the devices. Check that Loki is running, and see the collector’s log for Loki’s last response.`
  },
  clock: {
    behind: ({ now }) =>
      `The server’s clock says ${now}, which is earlier than a time it has shown before. No device is reported as silent until the time is set or confirmed.`,
    unsynchronised: ({ now }) =>
      `The server’s clock says ${now}, but it has not been synchronized since the server booted. No device is reported as silent until the time is set or confirmed.`,
    settling: ({ now }) => `The server’s clock has just been set to ${now}. Devices are evaluated again in a few minutes; nothing to do.`
  }
}
