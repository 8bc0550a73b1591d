import type { Language } from '../language.ts'

/** The reason why a path cannot be published, in each language. */
export type PathMistake = Readonly<Record<Language, string>>

/** Names that Windows reserves for its devices, with any extension (https://learn.microsoft.com/windows/win32/fileio/naming-a-file). */
const deviceNames = /^(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:\.|$)/i

/** The most bytes of a name on ext4, and of a path within a set. */
const longest = { name: 255, path: 1024 }

/** The mistake of a name with a control character. */
export const controlCharacter: PathMistake = { en: 'expected no control characters', ja: '制御文字は使えません' }

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

const nameMistake = (name: string): PathMistake | undefined => {
  if (name === '') return { en: 'expected names between single /, not an absolute path', ja: '「/」で始まるパスや「//」は使えません' }
  if (name === '.' || name === '..') return { en: `expected a path without “${name}”`, ja: `パスに「${name}」は使えません` }
  if (/\p{Cc}/u.test(name)) return controlCharacter
  const forbidden = /[<>:"\\|?*]/.exec(name)?.[0]
  if (forbidden !== undefined) {
    return { en: `expected no “${forbidden}”, which a FAT card cannot store`, ja: `FAT のカードに保存できない文字「${forbidden}」があります` }
  }
  if (/[. ]$/.test(name)) {
    return {
      en: 'expected no dot or space at the end of a name, which a FAT card cannot store',
      ja: '名前の末尾のピリオドや空白は、FAT のカードに保存できません'
    }
  }
  if (deviceNames.test(name)) {
    return { en: `expected another name than ${name}, which Windows keeps for a device`, ja: `「${name}」は Windows が予約している名前です` }
  }
  return bytesOf(name) > longest.name
    ? { en: `expected names of at most ${longest.name} bytes`, ja: `名前は ${longest.name} バイトまでです` }
    : undefined
}

/** The mistake in the path of a file of content; undefined if there is none. The file may have to lie on a FAT card. */
export const pathMistake = (path: string): PathMistake | undefined => {
  // A name that is not UTF-8 is read with U+FFFD in place of its bytes.
  if (!path.isWellFormed() || path.includes('\uFFFD')) return { en: 'expected valid Unicode', ja: 'Unicode として正しくない文字があります' }
  if (bytesOf(path) > longest.path) {
    return { en: `expected a path of at most ${longest.path} bytes`, ja: `パスは ${longest.path} バイトまでです` }
  }
  return path.split('/').map(nameMistake).find((mistake) => mistake !== undefined)
}

/** The form that is the same for names that a file system without case treats as equal. */
const folded = (path: string): string => path.normalize('NFC').toLowerCase()

/** The first path that conflicts with another of the set, by its index, and the other: the same but for case, or its folder. */
export const pathConflict = (paths: readonly string[]): { readonly place: number, readonly other: string } | undefined => {
  const files = new Map<string, string>()
  for (const [place, path] of paths.entries()) {
    const other = files.get(folded(path))
    if (other !== undefined) return { place, other }
    files.set(folded(path), path)
  }
  /** Folders by their folded names: two that differ in case are one folder on a FAT card, and two in the set. */
  const folders = new Map<string, string>()
  for (const [place, path] of paths.entries()) {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
      const folder = path.slice(0, end)
      const other = files.get(folded(folder)) ?? folders.get(folded(folder)) ?? folder
      if (other !== folder || files.has(folded(folder))) return { place, other }
      folders.set(folded(folder), folder)
    }
  }
  return undefined
}

/** Files that macOS and Windows add to a folder by themselves, which nobody means to publish. */
export const isSystemFile = (path: string): boolean => /(?:^|\/)(?:\.DS_Store|\._[^/]*|Thumbs\.db|desktop\.ini|__MACOSX(?:\/.*)?)$/i.test(path)
