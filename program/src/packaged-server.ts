import { join } from 'node:path'

/** Where the Debian package has the code of a server (scripts/package/). */
export const packagedServer = '/usr/lib/mimamori/server'

/** The command that sets up the server whose code is in a directory, by default this one: the package's, or that of a checkout. */
export const setUpCommandIn = (checkout = join(import.meta.dirname, '../..')): string =>
  checkout === packagedServer ? 'sudo mimamori setup' : 'sudo npm run install-server'
