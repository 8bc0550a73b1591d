import type { Language } from '../language.ts'

/** Says that a version of content does not fit on a device, and how much more space it needs, such as `12.0 MB`. */
export const lackingSpaceText: Readonly<Record<Language, (size: string) => string>> = {
  en: (size) => `does not fit: needs ${size} more`,
  ja: (size) => `空きが ${size} 足りません`
}
