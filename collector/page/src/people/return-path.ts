import { adminPath } from '@mimamori/contract/login-redirect'

type Keeping = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const name = 'mimamori-place'
/** Longer than anybody takes to get to the server and print a link; a person who logs in later wants something else. */
const validMs = 3_600_000

/** Stores a page for the browser's other tabs: the link that the server prints is opened in a new one, or over this one. */
export const storePath = (storage: Keeping, place: string, nowMs: number): void => storage.setItem(name, `${nowMs} ${place}`)

/** The page that was stored last, once; undefined if none was in the last hour. */
export const takePath = (storage: Keeping, nowMs: number): string | undefined => {
  const [, storedAtMs, place] = /^(\d+) (.+)$/.exec(storage.getItem(name) ?? '') ?? []
  storage.removeItem(name)
  return place === undefined || nowMs - Number(storedAtMs) > validMs ? undefined : adminPath(place)
}
