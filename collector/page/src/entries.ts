/** What was under the eye and under the keyboard when a place was left. */
export interface Left {
  readonly scrollY: number
  /** The link that had the focus. */
  readonly link: LeftLink | undefined
}

/** A link of the page's main part. */
export interface LeftLink {
  readonly href: string
  /** Which of those with this address it is. */
  readonly nth: number
  /** How far below the window's upper edge it was, in pixels. */
  readonly top: number
}

/**
 * An entry of the browser's history. What is kept of it is kept by its identity (`WeakMap<Entry, …>`), in memory: a page that is loaded
 * anew begins anew.
 */
export interface Entry {
  readonly id: string
  /** Undefined for one that is new. */
  left: Left | undefined
}

/** Nobody goes back further. */
const most = 20
const entries = new Map<string, Entry>()

const remember = (id: string): Entry => {
  const entry: Entry = entries.get(id) ?? { id, left: undefined }
  entries.delete(id)
  entries.set(id, entry)
  if (entries.size > most) entries.delete(entries.keys().next().value!)
  return entry
}

const newId = (): string => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`

/** The one that the browser is at. An entry that this page did not make gets its name now. */
const entryOfBrowser = (): Entry => {
  const { entry } = (history.state ?? {}) as { readonly entry?: unknown }
  if (typeof entry === 'string') return remember(entry)
  const id = newId()
  history.replaceState({ entry: id }, '')
  return remember(id)
}

let current = entryOfBrowser()

/** Where somebody is now. */
export const currentEntry = (): Entry => current

/** A new one, with this address. */
export const pushEntry = (href: string): void => {
  current = remember(newId())
  history.pushState({ entry: current.id }, '', href)
}

/** After the browser's back or forward. */
export const followBrowser = (): void => { current = entryOfBrowser() }
