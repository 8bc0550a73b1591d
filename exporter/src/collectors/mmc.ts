import { collector, NoDataError } from '../collector.ts'
import { parseMmcLifeTime, parsePreEol, preEolStates } from '../parse/mmc-life-time.ts'
import { readAttribute, readLabels } from '../read-attribute.ts'
import { listNames } from '../read-file.ts'
import { gauge, type Sample } from '../text-format/index.ts'

/** The attribute behind each label of the card's identity. */
const identity = {
  type: 'type',
  name: 'name',
  manufacturer_id: 'manfid',
  oem_id: 'oemid',
  serial: 'serial',
  manufactured: 'date',
  hardware_revision: 'hwrev',
  firmware_revision: 'fwrev'
}

/** SD cards and eMMC: the card's identity, and an eMMC's estimate of its wear (Linux Documentation/driver-api/mmc/mmc-dev-attrs.rst). */
export const mmc = collector('mmc', 'which SD card or eMMC this is, and its wear where it reports it', (roots) => {
  const directory = `${roots.sys}/class/block`
  const read = (device: string, file: string): string | undefined => readAttribute(`${directory}/${device}/device/${file}`)
  return () => {
    const devices = listNames(directory, /^mmcblk\d+$/)
    if (devices.length === 0) throw new NoDataError('there is no SD card or eMMC')
    const used: Sample[] = []
    const preEol: Sample[] = []
    for (const device of devices) {
      const lifeTime = read(device, 'life_time')
      if (lifeTime !== undefined) {
        const { typeA, typeB } = parseMmcLifeTime(lifeTime)
        if (typeA !== undefined) used.push({ labels: { device, memory: 'a' }, value: typeA })
        if (typeB !== undefined) used.push({ labels: { device, memory: 'b' }, value: typeB })
      }
      const current = parsePreEol(read(device, 'pre_eol_info') ?? '')
      if (current !== undefined) {
        for (const state of preEolStates) preEol.push({ labels: { device, state }, value: state === current ? 1 : 0 })
      }
    }
    return [
      gauge(
        'mimamori_mmc_info',
        'Information about the SD card or eMMC, from its CID register.',
        devices.map((device) => ({ labels: { device, ...readLabels(`${directory}/${device}/device`, identity) }, value: 1 }))
      ),
      gauge(
        'mimamori_mmc_life_used_ratio',
        'At least this part of its estimated life is used, as the eMMC itself says, in steps of a tenth; 1 is all of it or more. memory a and b are its two kinds of memory, often the fast and the dense one. SD cards do not report it.',
        used
      ),
      gauge(
        'mimamori_mmc_pre_eol',
        'How much of its spare blocks the eMMC has used: the state that holds is 1, normal below 80%, warning from 80%, urgent from 90%. SD cards do not report it.',
        preEol
      )
    ]
  }
})
