import { isLoggedIn, logInAndReturn } from './session.ts'

/** A subject that the page follows. */
export interface Topic {
  /** Ask for it in the address of the stream. */
  readonly parameters: Readonly<Record<string, string>>
  /** By the event's name; one that gives `true` is the last of the topic. Only state setters may be used here. */
  readonly on: Readonly<Record<string, (data: string) => boolean | void>>
  /** Called each time that the stream begins. */
  readonly opened?: () => void
  /** Called when the connection breaks; the browser reconnects by itself. */
  readonly lost?: () => void
  /** A new stream resumes where the last was closed, as the browser does for one that broke off. At most one topic of a page does. */
  readonly goesOn?: boolean
}

interface Followed {
  readonly topic: Topic
  lastEventId: string
  isOver: boolean
}

const retryMs = 5000

const addressOf = (followed: readonly Followed[]): string => {
  const parameters = new URLSearchParams(followed.flatMap(({ topic }) => Object.entries(topic.parameters)))
  const lastEventId = followed.map((each) => each.lastEventId).find((id) => id !== '')
  if (lastEventId !== undefined) parameters.set('lastEventId', lastEventId)
  return `/admin/events?${parameters}`
}

const createPageStream = (): { readonly follow: (topic: Topic) => () => void } => {
  const followed = new Set<Followed>()
  let source: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let refusals = 0
  let isChanging = false

  const close = (): void => {
    clearTimeout(again)
    source?.close()
    source = undefined
  }
  const open = (): void => {
    close()
    const all = [...followed].filter(({ isOver }) => !isOver)
    if (all.length === 0) return
    const own = source = new EventSource(addressOf(all))
    for (const each of all) {
      for (const [name, handle] of Object.entries(each.topic.on)) {
        own.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => {
          if (each.topic.goesOn) each.lastEventId = lastEventId
          if (!each.isOver) each.isOver = handle(data) === true
        })
      }
    }
    own.addEventListener('error', () => {
      for (const { topic } of all) topic.lost?.()
      // The browser tries again by itself after a break, but not after a refusal. The reason is asked for at once.
      if (own.readyState !== EventSource.CLOSED) return
      refusals += 1
      if (refusals === 1) void retry(own)
      else again = setTimeout(() => void retry(own), retryMs)
    })
    own.addEventListener('open', () => {
      refusals = 0
      for (const { topic } of all) topic.opened?.()
    })
  }
  const retry = async (refused: EventSource): Promise<void> => {
    const isKnown = await isLoggedIn()
    if (source !== refused) return
    if (isKnown !== false) {
      if (!document.hidden) open()
      return
    }
    logInAndReturn()
    // If a form keeps the page, somebody may log in in another tab.
    again = setTimeout(() => void retry(refused), retryMs)
  }

  document.addEventListener('visibilitychange', () => {
    if (document.hidden) close()
    else if (!source) open()
  })
  /** Once for all that begins and ends together, as when one page replaces another. */
  const change = (): void => {
    if (isChanging) return
    isChanging = true
    queueMicrotask(() => {
      isChanging = false
      if (!document.hidden) open()
    })
  }

  return {
    follow (topic) {
      const own: Followed = { topic, lastEventId: '', isOver: false }
      followed.add(own)
      change()
      return () => {
        followed.delete(own)
        change()
      }
    }
  }
}

/**
 * The page's one stream, with all topics followed now; none while the page is hidden. A browser opens six connections to a
 * server over all its tabs, and no more.
 */
export const pageStream = createPageStream()
