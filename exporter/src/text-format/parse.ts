import type { Family, Sample } from './family.ts'
import { scanExposition } from './scan.ts'

/** Undoes the escapes of a label's value, and those of a help, which has no `\\"` among them. */
const unescape = (text: string): string => text.includes('\\') ? text.replace(/\\([\\n"])/g, (_, c: string) => c === 'n' ? '\n' : c) : text

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
      const labels: Record<string, string> = {}
      for (let i = 0; i < scanned.labels.length; i += 4) {
        labels[text.slice(scanned.labels[i], scanned.labels[i + 1])] = unescape(text.slice(scanned.labels[i + 2], scanned.labels[i + 3]))
      }
      const name = text.slice(scanned.nameStart, scanned.nameEnd)
      samples.push({ ...(name === family.name ? {} : { name }), ...(scanned.labels.length === 0 ? {} : { labels }), value: scanned.value })
    }
  })
  return families
}
