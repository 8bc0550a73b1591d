const text = (words: string): string => words

/** The words of the page about who changed what; those of the changes themselves are the contract's (text/audit.ts). */
export const auditTextEn = {
  hint: text('Every change that somebody made on these pages, with the command or over the API. Entries are kept for 400 days, at most 100,000. The outcome of a run is under Updates; new keys are listed here.'),
  loading: text('Loading the audit log …'),
  none: text('No changes yet.'),
  nothingMatches: text('No changes match these filters.'),
  unknownDevice: (id: string) => `There is no device ${id}. Check the ID.`,
  all: text('Show all changes'),
  older: text('Show older changes'),
  viewer: text('You are logged in as a viewer. Only administrators can see the audit log. This command on the server prints a link to log in as one:'),
  filters: { device: text('Device'), actor: text('Changed by'), action: text('Action'), anyAction: text('All actions') },
  from: (address: string) => `from ${address}`,
  device: { title: text('Recent changes'), none: text('No changes to this device yet.'), all: text('All changes to this device') }
}

/** The same keys in another language. */
export type AuditText = typeof auditTextEn
