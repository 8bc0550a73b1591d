import { join } from 'node:path'

/** Where the Debian package has the code of a server (scripts/package/). */
export const packagedServer = '/usr/lib/mimamori/server'

/** The directory of Mimamori that this program is in. */
const here = join(import.meta.dirname, '../..')

/** The command that sets up the server whose code is in a directory, by default this one: the package's, or that of a checkout. */
export const setUpCommandIn = (checkout = here): string => checkout === packagedServer ? 'sudo mimamori setup' : 'sudo npm run install-server'

/** The command that packs the agent for devices there; a set-up of the package does. */
export const packAgentCommandIn = (checkout = here): string => checkout === packagedServer ? setUpCommandIn(checkout) : 'sudo npm run publish-agent'

/** The command that starts the collector there. */
export const startCommandIn = (checkout = here): string => checkout === packagedServer ? setUpCommandIn(checkout) : 'npm start'
