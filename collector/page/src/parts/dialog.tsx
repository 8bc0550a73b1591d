import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'

interface Props {
  readonly title: string
  /** Called once it is closed. */
  readonly close: () => void
  /** `shut` closes it. */
  readonly children: (shut: () => void) => ComponentChildren
}

/** A modal dialog. The browser keeps the keyboard inside, closes it with Escape, and puts the keyboard back where it was. */
export const Dialog = ({ title, close, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => { dialog.current?.showModal() }, [])
  return (
    <dialog ref={dialog} aria-labelledby={heading} onClose={close}>
      <h2 id={heading}>{title}</h2>
      {children(() => dialog.current?.close())}
    </dialog>
  )
}
