import { contentLimits } from '../content/content-limits.ts'
import type { PathMistake } from '../content/content-path.ts'
import { formatBytes } from '../quantity.ts'

/** Why files of these sizes cannot be a version of content, in each language; undefined if they can. */
export const versionMistake = (sizes: readonly number[]): PathMistake | undefined => {
  const { files, bytes: most } = contentLimits
  if (sizes.length > files) {
    return {
      en: `a set can have ${files} files, and these are ${sizes.length}; split them into several sets`,
      ja: `1 つのコンテンツに入れられるのは ${files} ファイルまでです（現在：${sizes.length}）。複数のコンテンツに分けてください`
    }
  }
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  return bytes <= most
    ? undefined
    : {
        en: `a set can have ${formatBytes(most)}, and these files have ${formatBytes(bytes)}; make them smaller, or split them into several sets`,
        ja: `1 つのコンテンツは合計 ${formatBytes(most)} までです（現在：${formatBytes(bytes)}）。ファイルを小さくするか、複数のコンテンツに分けてください`
      }
}
