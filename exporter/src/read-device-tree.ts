import type { Roots } from './collector.ts'
import { readAttribute } from './read-attribute.ts'
import { readBytes } from './read-file.ts'

const readProperty = ({ sys }: Roots, property: string): string | undefined => readAttribute(`${sys}/firmware/devicetree/base/${property}`)

/** A text of the device tree, such as `model` or `serial-number`; undefined on machines without one. */
export const readDeviceTreeText = (roots: Roots, property: string): string | undefined => readProperty(roots, property)?.replace(/\0+$/, '')

/** A number of the device tree: one cell of 32 bits, big end first. */
export const readDeviceTreeNumber = ({ sys }: Roots, property: string): number | undefined => {
  const bytes = readBytes(`${sys}/firmware/devicetree/base/${property}`)
  return bytes?.length === 4 ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) : undefined
}

/** Whether the device tree says that this board is a Raspberry Pi. */
export const isRaspberryPi = (roots: Roots): boolean =>
  (readProperty(roots, 'compatible') ?? '').split('\0').some((name) => name.startsWith('raspberrypi,'))
