import type { ServerPlace } from '@mimamori/contract'

/** For who is not logged in, the server says nothing of where it runs. */
const unknown: ServerPlace = { command: 'npm run -s mimamori --', dataDirectory: 'var' }

const attribute = document.querySelector<HTMLElement>('#page')?.dataset['server']

/** Where the collector runs, as its page says. */
export const server: ServerPlace = attribute === undefined ? unknown : JSON.parse(attribute) as ServerPlace
