import { useEffect, useState } from 'preact/hooks'
import type { LogView } from './log-view.ts'

/** Wait this long after the last keystroke: each search reads much of the log. */
const typingMs = 250

/** The view once it has stood still: what is asked of the server. */
export const useSettledView = (view: LogView): LogView => {
  const [settled, setSettled] = useState(view)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(view), typingMs)
    return () => clearTimeout(timer)
  }, [JSON.stringify(view)])
  return settled
}
