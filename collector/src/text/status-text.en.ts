import type { StatusSentences } from './status-sentences.ts'

export const statusTextEn: StatusSentences = {
  reasons: {
    goodbye_poweroff: ({ at }) => `Switched off at ${at}. Switch it on when it is needed.`,
    goodbye_reboot: ({ at }) => `Restarting since ${at}. If it is not back in a few minutes, look at its screen and SD card.`,
    goodbye_stopped: ({ at }) => `Its agent was stopped at ${at}. Start it there: sudo systemctl start mimamori-agent`,
    answers: ({ address }) => `${address} answers, but its agent is quiet. Look there: journalctl -u mimamori-agent`,
    no_answer: ({ address }) => `No answer from ${address}: check power and network cable, then whether its address has changed.`,
    no_address: () => 'Not heard, and no address is registered to try. Check power and network cable, and register its address.',
    key_refused: ({ at }) => `Its key is refused (last at ${at}). Give it a new key and write that into its agent.conf.`,
    report_refused: ({ at, refusedAs }) => `It reports, but its reports are refused (${refusedAs}, last at ${at}), so that it shows no new values. Look there why: journalctl -u mimamori-agent. Then correct what it sends, or update its agent.`,
    site_quiet: ({ site }) => `The whole site ${site} is quiet. Check its power, switch and uplink before any single device.`,
    paused: ({ until, note }) => `Paused${until ? ` until ${until}` : ''}${note ? `: ${note}` : ''}. Resume it when it is back in use.`,
    retired: ({ at }) => `Retired since ${at}. Kept for the record; nothing to do.`,
    revoked: ({ at, id }) => `Its keys were revoked at ${at}. If it should report again, give it a new key: npm run -s mimamori -- devices rotate ${id}`,
    never_reported: ({ at }) => `Enrolled at ${at}, and has never reported. Install the agent there and start it with its key.`,
    probing: ({ address }) => `Not heard lately; trying ${address} now.`,
    clock_untrusted: () => 'Not heard for long by a clock that is not trusted. Set or confirm the server’s time first.'
  },
  warnings: {
    undervoltage: () => 'Supply voltage too low now: use the official power supply and a short cable.',
    throttled: () => 'The processor is slowed down now, by heat or low voltage: check cooling and power supply.',
    throttled_since_boot: () => 'Voltage was too low or the processor slowed down since it was started: check power supply and cooling.',
    disk_full: ({ value }) => `Disk ${value} full: remove what is not needed before updates begin to fail.`,
    hot: ({ value }) => `${value}: clear the vents or add cooling; at 80 °C the processor slows itself down.`,
    clock_wrong: ({ value }) => `Its clock is ${value}: check that it can reach the time server.`,
    key_weak: () => 'Its key is weak: give it a new one with “rotate”.',
    key_rotating: () => 'Its weak key still works until the new one is first used: write the new one into its agent.conf and restart its agent.',
    address_differs: ({ value, expected }) => `It reports from ${value}, but ${expected} is registered: correct the one that is wrong.`,
    identity_conflict: ({ value }) => `Two machines report with its key (last noticed at ${value}), as from a copied SD card: enrol one of them under an id of its own.`,
    root_read_only: () => 'Its root file system is read-only: after an error, the SD card may be dying. Back up and replace it.'
  },
  storage: {
    full: 'The server’s disk is full: nothing can be stored. Free some space there (df -h shows how much is left). What devices show now stays right; they keep their log lines until then.',
    read_only: 'The server’s disk can only be read, as after an error: nothing can be stored. Back up what is on it, check it (dmesg shows the error) and replace it if need be.',
    failing: 'The server’s disk reports errors: nothing can be stored. Back up what is on it, check it (dmesg shows the error) and replace it if need be.',
    damaged: 'The server’s database is damaged: some of what is stored cannot be read or written. Stop the collector, check the disk (dmesg shows its errors) and restore a backup.'
  },
  clock: {
    behind: ({ now }) => `The server’s clock says ${now}, which is earlier than times it has shown before. No device is called silent until the time is set, or confirmed to be right.`,
    unsynchronised: ({ now }) => `The server’s clock says ${now}, but nothing has set it since the server was started. No device is called silent until the time is set, or confirmed to be right.`,
    settling: ({ now }) => `The server’s clock has just been set, to ${now}. Devices are judged again in a few minutes; nothing to do.`
  }
}
