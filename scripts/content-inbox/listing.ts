import type { ContentFile } from '@mimamori/contract'
import { controlCharacter, isSystemFile } from '@mimamori/contract/content-path'
import { requireBounds, requireNames } from '../../collector/cli/src/content/local-files.ts'
import { CommandError } from '../../collector/cli/src/errors.ts'
import type { CliText } from '../../collector/cli/src/text/cli-text.ts'

/** A file of a folder on another computer. */
export interface ListedFile extends ContentFile {
  /** Its place among all files of the folder, from 1. */
  readonly index: number
}

/** Lines of find(1) with a word before each, of sha256sum(1) or shasum(1), and of wc(1), whose line of the total has no path. */
const forms = {
  link: /^link \.\/(.+)$/,
  other: /^other \.\/(.+)$/,
  broken: /^broken \.\/(.+)$/,
  sum: /^\\?([0-9a-f]{64}) [ *]\.\/(.+)$/,
  size: /^ *(\d{1,16}) \.\/(.+)$/
}

const pathOf = (written: string): string => written.normalize('NFC')

/**
 * Reads the listing of a folder as publish-content.sh makes it with the tools of its computer: each file by its hash, in the order of their
 * indices, and by its size.
 * @throws {CommandError} with the file that cannot be published, as for a folder of this computer
 */
export const readListing = (listing: string, folder: string, text: CliText): readonly ListedFile[] => {
  const sizes = new Map<string, number>()
  const sums: { readonly path: string, readonly sha256: string }[] = []
  for (const line of listing.split('\n')) {
    const [, size, sized] = forms.size.exec(line) ?? []
    if (sized !== undefined) sizes.set(pathOf(sized), Number(size))
    const [, sha256, summed] = forms.sum.exec(line) ?? []
    if (sha256 !== undefined) sums.push({ path: pathOf(summed!), sha256 })
    const isBroken = (path: string): string => text.wrongFileName(path, controlCharacter)
    for (const [form, message] of [[forms.link, text.isLink], [forms.other, text.isNoFile], [forms.broken, isBroken]] as const) {
      const path = form.exec(line)?.[1]
      if (path !== undefined && !isSystemFile(path)) throw new CommandError(message(path))
    }
  }
  const listed = sums.map((sum, place) => ({ ...sum, index: place + 1 })).filter(({ path }) => !isSystemFile(path))
  requireNames(listed, folder, text)
  const files = listed.map((file) => {
    const size = sizes.get(file.path)
    if (size === undefined) throw new CommandError(text.wrongFileName(file.path, controlCharacter))
    return { ...file, size }
  })
  requireBounds(files, folder, text)
  return files
}
