import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

interface Props {
  readonly title: string
  /** Called once it is closed. */
  readonly close: () => void
  /** It shows something that is not shown again, such as a key: only a button closes it then. */
  readonly isLocked?: boolean
  /** `shut` closes it. */
  readonly children: (shut: () => void) => ComponentChildren
}

/** A modal dialog. The browser keeps the keyboard inside, closes it with Escape, and returns the focus. */
export const Dialog = ({ title, close, isLocked = false, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => { dialog.current?.showModal() }, [])
  return (
    // For browsers without closedby.
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      closedby={isLocked ? 'none' : 'closerequest'}
      onCancel={(event) => { if (isLocked) event.preventDefault() }}
      onClose={close}
    >
      <h2 id={heading}>{title}</h2>
      {children(() => dialog.current?.close())}
    </dialog>
  )
}
