import type { Family, Sample } from './family.ts'
import { labelsOf, unescape } from './label-positions.ts'
import { scanExposition } from './scan.ts'

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
      samples.push({
        ...(name === family.name ? {} : { name }),
        ...(scanned.labels.count === 0 ? {} : { labels: labelsOf(text, scanned) }),
        value: scanned.value
      })
    }
  })
  return families
}
