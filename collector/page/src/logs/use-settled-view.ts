import { useEffect, useState } from 'preact/hooks'
import { currentEntry } from '../components/navigation/history-entry.ts'
import type { LogView } from './log-view.ts'

/** Wait this long after the last keystroke: each search reads much of the log. */
const typingMs = 250

/** The view once it has stood still: what is asked of the server. A view that a link led to stands still at once. */
export const useSettledView = (view: LogView): LogView => {
  const entry = currentEntry()
  const [settled, setSettled] = useState({ view, entry })
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ view, entry }), typingMs)
    return () => clearTimeout(timer)
  }, [JSON.stringify(view), entry])
  return settled.entry === entry ? settled.view : view
}
