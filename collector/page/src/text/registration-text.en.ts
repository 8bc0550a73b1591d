import { defaultLimits } from '@mimamori/contract/default-limits'

const text = (words: string): string => words

/** The words of the forms about a device: what they ask, and what is wrong with it. */
export const registrationTextEn = {
  fields: { id: text('ID'), name: text('Name (optional)'), address: text('Address (optional)'), site: text('Site (optional)'), role: text('Role (optional)'), silentAfterHours: text('Silent after, in hours (optional)'), downAfterMinutes: text('Down after, in minutes (optional)'), downSeverity: text('Severity of DeviceDown'), scrapeUrl: text('Metrics address (optional)') },
  hints: {
    id: text('Best the hostname of the device, such as pi-kiosk-03. It cannot be changed later.'),
    name: text('What people call it; it stands above the ID.'),
    address: text('IP address or name by which the server reaches it.'),
    site: text('The building or hall where it stands.'),
    role: text('What it is for, such as kiosk.'),
    silentAfterHours: text(`How long it may send nothing before it is silent. Empty: as its role, its site or the fleet; ${defaultLimits.silentAfterSeconds / 3600} hours where none says.`),
    downAfterMinutes: text(`The same without a shutdown report before: then it is down, and DeviceDown fires. Empty: as its role, its site or the fleet; ${defaultLimits.downAfterSeconds / 60} minutes where none says.`),
    downSeverity: text('Of the alert if it is down. Not set: as its role, its site or the fleet.'),
    scrapeUrl: text('Only for a device without the agent that exposes its metrics, as node_exporter does: the server then fetches them every minute. It begins with the address above.')
  },
  nameExample: text('Reception kiosk'),
  wrong: {
    id: text('Up to 63 of a–z, 0–9 and -, with a letter or digit first and last. A few words, such as status, are taken.'),
    name: text('Up to 128 characters.'),
    address: text('Enter an IP address or a hostname, such as 192.168.1.20.'),
    site: text('Up to 64 characters.'),
    role: text('Up to 64 characters.'),
    silentAfterHours: text('Enter a number of hours, such as 12 or 0.5; at least a minute, at most 8760 hours.'),
    downAfterMinutes: text('Enter a number of minutes, such as 10; at least 5.'),
    downSeverity: text('Choose Warning or Critical.'),
    scrapeUrl: text('Enter an http or https address on the address above, such as http://192.168.1.20:9100/metrics, without user or password: those are given with the command devices set.')
  },
  addressTaken: (holder: string | undefined) => `${holder ?? 'Another device'} has this address. If that one has another address now, correct it first.`,
  taken: text('A device with this ID is enrolled already. Open its page and choose “Set it up”, or “Replace its card” if it has reported before.'),
  cancel: text('Cancel')
}

/** The same in another language. */
export type RegistrationText = typeof registrationTextEn
