import type { ContentSet } from './contents.ts'
import { readableSets } from './manifest-bounds.ts'
import { setForDevice } from './set-for-device.ts'
import type { Mistake } from './settings/mistake.ts'
import type { TemplateDevice } from './settings/template.ts'

interface SetsForDevice extends ReturnType<typeof readableSets> {
  /** Sets whose templates cannot be filled in for the device. */
  readonly failed: readonly (Mistake & { readonly name: string })[]
}

/** The sets that a device can have of the ones that are for it, by name, and why not the others. */
export const setsForDevice = (
  sets: readonly Pick<ContentSet, 'name' | 'current' | 'settings'>[], device: TemplateDevice
): SetsForDevice => {
  const found = sets.map((set) => ({ name: set.name, result: setForDevice(set, device) }))
  return {
    ...readableSets(found.flatMap(({ result }) => result.mistake === undefined ? [result.set] : [])),
    failed: found.flatMap(({ name, result: { mistake } }) => mistake === undefined ? [] : [{ name, ...mistake }])
  }
}
