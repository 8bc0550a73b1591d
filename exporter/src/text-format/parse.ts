import type { Family, Sample } from './family.ts'
import { scanExposition, type ScannedSample } from './scan.ts'

/** Undoes the escapes of a label's value, and those of a help, which has no `\\"` among them. */
const unescape = (text: string): string => text.includes('\\') ? text.replace(/\\([\\n"])/g, (_, c: string) => c === 'n' ? '\n' : c) : text

/** The labels of a scanned sample by name, their values without escapes. */
export const labelsOf = (text: string, { labels }: ScannedSample): Record<string, string> => {
  const byName: Record<string, string> = {}
  for (let label = 0; label < labels.count; label++) {
    byName[text.slice(labels.nameStart(label), labels.nameEnd(label))] = unescape(text.slice(labels.valueStart(label), labels.valueEnd(label)))
  }
  return byName
}

/** Reads a page into families with their samples, for callers that need the values as objects; strict, as scanExposition. */
export const parseFamilies = (text: string): Family[] => {
  const families: Family[] = []
  let samples: Sample[] = []
  scanExposition(text, {
    onFamily: ({ name, help, type }) => {
      samples = []
      families.push({ name, help: unescape(help), type, samples })
    },
    onSample: (scanned, family) => {
      const name = text.slice(scanned.nameStart, scanned.nameEnd)
      samples.push({ ...(name === family.name ? {} : { name }), ...(scanned.labels.count === 0 ? {} : { labels: labelsOf(text, scanned) }), value: scanned.value })
    }
  })
  return families
}
