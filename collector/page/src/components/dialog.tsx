import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

interface Props {
  readonly title: string
  /** Called once it is closed. */
  readonly close: () => void
  /** It shows what is not seen again, such as a key: only a button closes it then. */
  readonly isHeld?: boolean
  /** `shut` closes it. */
  readonly children: (shut: () => void) => ComponentChildren
}

/** A modal dialog. The browser keeps the keyboard inside, closes it with Escape, and puts the keyboard back where it was. */
export const Dialog = ({ title, close, isHeld = false, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => { dialog.current?.showModal() }, [])
  return (
    // For browsers without closedby.
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      closedby={isHeld ? 'none' : 'closerequest'}
      onCancel={(event) => { if (isHeld) event.preventDefault() }}
      onClose={close}
    >
      <h2 id={heading}>{title}</h2>
      {children(() => dialog.current?.close())}
    </dialog>
  )
}
