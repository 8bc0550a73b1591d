/** The scroll position and the focus of a page. */
export interface ViewPosition {
  readonly scrollY: number
  /** The link that had the focus. */
  readonly link: FocusedLink | undefined
}

/** A link of the page's main part. */
export interface FocusedLink {
  readonly href: string
  /** Its index among the links with this address. */
  readonly nth: number
  /** How far below the window's upper edge it was, in pixels. */
  readonly top: number
}

/**
 * An entry of the browser's history. State is stored per entry, by its identity (`WeakMap<Entry, …>`), in memory: a page that is loaded
 * again starts without it.
 */
export interface Entry {
  readonly id: string
  /** The position at which it was left; undefined for a new one. */
  position: ViewPosition | undefined
}

/** Nobody goes back further. */
const most = 20
const entries = new Map<string, Entry>()

const remember = (id: string): Entry => {
  const entry: Entry = entries.get(id) ?? { id, position: undefined }
  entries.delete(id)
  entries.set(id, entry)
  if (entries.size > most) entries.delete(entries.keys().next().value!)
  return entry
}

const newId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

/** The browser's current entry. One that this page did not make gets its id now. */
const entryOfBrowser = (): Entry => {
  const { entry } = (history.state ?? {}) as { readonly entry?: unknown }
  if (typeof entry === 'string') return remember(entry)
  const id = newId()
  history.replaceState({ entry: id }, '')
  return remember(id)
}

let current = entryOfBrowser()

export const currentEntry = (): Entry => current

/** Adds an entry with this address, which becomes the current one. */
export const pushEntry = (href: string): void => {
  current = remember(newId())
  history.pushState({ entry: current.id }, '', href)
}

/** Call it after the browser went back or forward. */
export const syncEntry = (): void => { current = entryOfBrowser() }
