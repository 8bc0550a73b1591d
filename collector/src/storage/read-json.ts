import { redact } from '@mimamori/contract/redaction'

/** A stored object or array, or undefined where the text is neither, as after an error of the disk; `onUnreadable` is then told how it begins, without secrets. */
export const readJson = <Value extends object>(text: string, onUnreadable: (beginning: string) => void = () => {}): Value | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Value
  } catch {
    // Told below, as is what is JSON and no object.
  }
  onUnreadable(redact(text.slice(0, 200)))
  return undefined
}
