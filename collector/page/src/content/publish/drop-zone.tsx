import { useRef, useState } from 'preact/hooks'
import { contentMessages } from '../messages.ts'
import { pickDropped, pickFolder, pickZip } from './pick-files.ts'
import type { Pick } from './picked-file.ts'

interface Props {
  readonly isBusy: boolean
  /** Gets what reads the files, which may take a while. */
  readonly choose: (picking: () => Promise<Pick>) => void
}

/** Takes a folder or a zip file: dropped, or chosen with a button. */
export const DropZone = ({ isBusy, choose }: Props) => {
  const [isOver, setIsOver] = useState(false)
  const folder = useRef<HTMLInputElement>(null)
  const zip = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    setIsOver(false)
    if (isBusy || event.dataTransfer === null) return
    const picking = pickDropped(event.dataTransfer)
    choose(() => picking)
  }
  const taken = (input: HTMLInputElement): readonly File[] => {
    const files = [...input.files ?? []]
    // The same folder can then be chosen again after it was corrected.
    input.value = ''
    return files
  }
  return (
    <div
      class={`drop${isOver ? ' over' : ''}`}
      onDragOver={(event) => { event.preventDefault(); setIsOver(true) }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <p>{contentMessages.drop}</p>
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={contentMessages.chooseFolder}
        {...{ webkitdirectory: true }}
        onChange={({ currentTarget }) => {
          const files = taken(currentTarget)
          choose(async () => pickFolder(files))
        }}
      />
      <input
        ref={zip}
        type="file"
        hidden
        accept=".zip,application/zip"
        aria-label={contentMessages.chooseZip}
        onChange={({ currentTarget }) => {
          const [file] = taken(currentTarget)
          if (file) choose(() => pickZip(file))
        }}
      />
      <p class="actions">
        <button type="button" disabled={isBusy} onClick={() => folder.current?.click()}>{contentMessages.chooseFolder}</button>
        <button type="button" disabled={isBusy} onClick={() => zip.current?.click()}>{contentMessages.chooseZip}</button>
      </p>
    </div>
  )
}
