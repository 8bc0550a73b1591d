/** A file that was dropped or chosen, under its path within the set. */
export interface PickedFile {
  readonly path: string
  readonly blob: Blob
}

/** Files that go together, and what they came from: a folder or a zip file. */
export interface Pick {
  readonly from: string
  readonly files: readonly PickedFile[]
}

/** A problem of somebody’s files; the message is a sentence for them. */
export class FileProblem extends Error {
  override readonly name = 'FileProblem'
}
