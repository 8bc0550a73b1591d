import { useEffect } from 'preact/hooks'

const everyMs = 20_000

/** Looks at once, then every few seconds while the page is seen, and as soon as it is seen again. `look` stays the same function until there is something else to look at. */
export const usePolling = (look: () => void): void => {
  useEffect(() => {
    const lookIfSeen = () => { if (!document.hidden) look() }
    look()
    const timer = setInterval(lookIfSeen, everyMs)
    document.addEventListener('visibilitychange', lookIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookIfSeen)
    }
  }, [look])
}
