const text = (words: string): string => words

/** The words of the page about who changed what; those of the changes themselves are the contract's (text/audit.ts). */
export const auditTextEn = {
  hint: text('Every change that somebody made on this page, with the command or over the API. Changes are kept for 400 days.'),
  loading: text('Loading the audit log …'),
  none: text('No changes yet.'),
  nothingMatches: text('No changes match these filters.'),
  all: text('Show all changes'),
  older: text('Older changes'),
  viewer: text('You are logged in as a viewer. Only administrators can see the audit log. This command on the server prints a link to log in as one:'),
  filters: { device: text('Device'), actor: text('Changed by'), action: text('Action'), anyAction: text('All actions') },
  from: (address: string) => `from ${address}`,
  device: { title: text('Recent changes'), none: text('Nobody has changed anything of this device yet.'), all: text('All changes of this device') }
}

/** The same keys in another language. */
export type AuditText = typeof auditTextEn
