import type { ServerInfo } from '@mimamori/contract'

/** The login page does not get it. */
const atLogin = { dataDirectory: 'var' }

/** The place of the collector, as its page names it. */
export const server: ServerInfo = {
  ...atLogin,
  ...JSON.parse(document.querySelector<HTMLElement>('#page')!.dataset['server']!) as Omit<ServerInfo, 'dataDirectory'>
}

/** Whether the command must be run in the directory of Mimamori: for a reader who is not logged in, it names no place. */
export const isCalledByNpm = server.command.startsWith('npm ')

/** Whether `npm start` runs the collector, and no service or container. */
export const isStartedByNpm = server.command.endsWith('npm run -s mimamori --')
