import { NoDataError, type Collector, type Roots } from '../collector.ts'
import { parseBoardRevision } from '../parse/board-revision.ts'
import { readAttribute } from '../read-attribute.ts'
import { readDeviceTreeNumber, readDeviceTreeText } from '../read-device-tree.ts'
import { gauge, type Family } from '../text-format/index.ts'

/** `Revision : c03114` of /proc/cpuinfo; kernels of other distributions do not print it, and the device tree has the number. */
const readRevision = (roots: Roots): string =>
  /^Revision\s*: ([0-9a-fA-F]+)$/m.exec(readAttribute(`${roots.proc}/cpuinfo`) ?? '')?.[1] ??
  readDeviceTreeNumber(roots, 'system/linux,revision')?.toString(16) ?? ''

/** What the firmware of a PC says (Linux Documentation/ABI/testing/sysfs-class-dmi). Its serial number is root's alone. */
const readPcModel = ({ sys }: Roots): string | undefined => {
  const names = ['sys_vendor', 'product_name'].map((file) => readAttribute(`${sys}/class/dmi/id/${file}`) ?? '').filter((name) => name !== '')
  return names.length === 0 ? undefined : names.join(' ')
}

/** Which board this is. */
export const board = (roots: Roots): Collector => ({
  name: 'board',
  collect () {
    const model = readDeviceTreeText(roots, 'model') ?? readPcModel(roots)
    if (model === undefined) throw new NoDataError('neither a device tree nor DMI names the board')
    const revision = readRevision(roots)
    const { processor, manufacturer, memoryBytes } = parseBoardRevision(revision)
    const serial = readDeviceTreeText(roots, 'serial-number') ?? ''
    const families: Family[] = [
      gauge('mimamori_board_info', 'Which board this is: its model and serial number; of a Raspberry Pi its revision code, and the processor and manufacturer that the code stands for.',
        [{ labels: { model, revision, serial, processor, manufacturer }, value: 1 }])
    ]
    if (memoryBytes !== undefined) families.push(gauge('mimamori_board_memory_bytes', 'Memory that the board was built with, from its revision code. The GPU and the firmware take a part of it.', memoryBytes))
    return families
  }
})
