import type { ServerPlace } from '@mimamori/contract'

/** The login page does not get it. */
const atLogin = { dataDirectory: 'var' }

/** Where the collector runs, as its page says. */
export const server: ServerPlace = {
  ...atLogin,
  ...JSON.parse(document.querySelector<HTMLElement>('#page')!.dataset['server']!) as Omit<ServerPlace, 'dataDirectory'>
}

/** Whether the command is to be run in the directory of Mimamori: for a reader who is not logged in, it names no place. */
export const isCalledByNpm = server.command.startsWith('npm ')

/** Whether `npm start` runs the collector, and no service or container. */
export const isStartedByNpm = server.command.endsWith('npm run -s mimamori --')
