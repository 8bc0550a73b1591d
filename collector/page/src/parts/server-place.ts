import type { ServerPlace } from '@mimamori/contract'

/** What the login page, which does not get it, shows. */
const atLogin = { dataDirectory: 'var' }

/** Where the collector runs, as its page says. */
export const server: ServerPlace = { ...atLogin, ...JSON.parse(document.querySelector<HTMLElement>('#page')!.dataset['server']!) as Omit<ServerPlace, 'dataDirectory'> }

/** Whether npm calls the command, which then is to be run in the directory of Mimamori. */
export const isCalledByNpm = server.command.startsWith('npm ')
