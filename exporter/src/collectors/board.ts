import { collector, NoDataError, type Roots } from '../collector.ts'
import { parseBoardRevision } from '../parse/board-revision.ts'
import { readAttribute } from '../read-attribute.ts'
import { readDeviceTreeNumber, readDeviceTreeText } from '../read-device-tree.ts'
import { gauge, type Family } from '../text-format/index.ts'

/** `Revision : c03114` of /proc/cpuinfo; kernels of other distributions do not print it, and the device tree has the number. */
const readRevision = (roots: Roots): string =>
  /^Revision\s*: ([0-9a-fA-F]+)$/m.exec(readAttribute(`${roots.proc}/cpuinfo`) ?? '')?.[1] ??
  readDeviceTreeNumber(roots, 'system/linux,revision')?.toString(16) ?? ''

/** The model from the firmware of a PC (Linux Documentation/ABI/testing/sysfs-class-dmi). Its serial number is root's alone. */
const readPcModel = ({ sys }: Roots): string | undefined => {
  const names = ['sys_vendor', 'product_name']
    .map((file) => readAttribute(`${sys}/class/dmi/id/${file}`) ?? '')
    .filter((name) => name !== '')
  return names.length === 0 ? undefined : names.join(' ')
}

/** Which board this is. */
export const board = collector('board', 'which board this is: model, revision, serial number', (roots) => () => {
  const model = readDeviceTreeText(roots, 'model') ?? readPcModel(roots)
  if (model === undefined) throw new NoDataError('neither a device tree nor DMI names the board')
  const revision = readRevision(roots)
  const { processor, manufacturer, memoryBytes } = parseBoardRevision(revision)
  const serial = readDeviceTreeText(roots, 'serial-number') ?? ''
  const families: Family[] = [
    gauge(
      'mimamori_board_info',
      'Model and serial number of the board; for a Raspberry Pi also its revision code, and the processor and manufacturer from that code.',
      [{ labels: { model, revision, serial, processor, manufacturer }, value: 1 }]
    )
  ]
  if (memoryBytes !== undefined) {
    families.push(
      gauge(
        'mimamori_board_memory_bytes',
        'Memory size of the board, from its revision code, including the part reserved for the GPU and firmware.',
        memoryBytes
      )
    )
  }
  return families
})
