import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

type Kind =
  | { readonly content: string | Uint8Array, readonly mode: number }
  /** A file of this machine. */
  | { readonly from: string, readonly mode: number }
  | { readonly linkTo: string }
  | { readonly isDirectory: true }

/** A file of a Debian package, or an empty directory, by its path on a device. */
export type PackageFile = { readonly path: string } & Kind

/** Whatever the umask is. */
const makeDirectory = (path: string): void => {
  const first = mkdirSync(path, { recursive: true })
  if (first === undefined) return
  for (let made = path; ; made = dirname(made)) {
    chmodSync(made, 0o755)
    if (made === first) return
  }
}

/** Lays the files out in a directory as a device will have them below /. */
export const stage = (files: readonly PackageFile[], root: string): void => {
  for (const file of files) {
    const path = join(root, file.path)
    makeDirectory('isDirectory' in file ? path : dirname(path))
    if ('linkTo' in file) symlinkSync(file.linkTo, path)
    if ('from' in file) copyFileSync(file.from, path)
    if ('content' in file) writeFileSync(path, file.content)
    if ('mode' in file) chmodSync(path, file.mode)
  }
}
