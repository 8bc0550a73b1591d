import { useEffect } from 'preact/hooks'

const everyMs = 20_000

/**
 * Polls at once, then every few seconds while the page is visible, and as soon as it is visible again. `poll` stays the same function until
 * there is something else to poll.
 */
export const usePolling = (poll: () => void): void => {
  useEffect(() => {
    const pollIfSeen = () => { if (!document.hidden) poll() }
    poll()
    const timer = setInterval(pollIfSeen, everyMs)
    document.addEventListener('visibilitychange', pollIfSeen)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', pollIfSeen)
    }
  }, [poll])
}
