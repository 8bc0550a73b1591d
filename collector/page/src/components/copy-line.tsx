import { useState } from 'preact/hooks'
import { messages } from '../text/index.ts'

/** A command that can be copied. Browsers give the clipboard only to https and localhost: elsewhere a click selects it. */
export const CopyLine = ({ command, what }: { command: string, what?: string }) => {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(command)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <div class="command">
      {what !== undefined && <span class="what">{what}</span>}
      <code>{command}</code>
      {window.isSecureContext && (
        <button type="button" class="quiet" aria-label={`${messages.copy}${messages.colon}${command}`} onClick={() => void copy()}>
          {copied ? messages.copied : messages.copy}
        </button>
      )}
    </div>
  )
}
