import { collector } from '../collector.ts'
import { deviceFilter, type DevicePatterns } from '../device-filter.ts'
import { parseDiskstats } from '../parse/diskstats.ts'
import { parseUdevData } from '../parse/udev-data.ts'
import { readOptional, readText } from '../read-file.ts'
import { gauge, type Family, type Sample } from '../text-format/index.ts'
import { diskColumns } from './disk-columns.ts'

/** node_exporter's choice: no RAM disks, no loops, and no partitions, which are counted with their disks (except on an mmc card). */
export const defaultDiskExclude = /^(z?ram|loop|fd|(h|s|v|xv)d[a-z]|nvme\d+n\d+p)\d+$/

type Properties = ReadonlyMap<string, string>

const ataAttributes = [
  { property: 'ID_ATA_ROTATION_RATE_RPM', family: 'node_disk_ata_rotation_rate_rpm', help: 'ATA disk rotation rate in RPMs (0 for SSDs).' },
  { property: 'ID_ATA_WRITE_CACHE', family: 'node_disk_ata_write_cache', help: 'ATA disk has a write cache.' },
  { property: 'ID_ATA_WRITE_CACHE_ENABLED', family: 'node_disk_ata_write_cache_enabled', help: 'ATA disk has its write cache enabled.' }
]

const labelled = (properties: Properties, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(names).map(([label, property]) => [label, properties.get(property) ?? '']))

/** Reads and writes of each block device, from /proc/diskstats, and its identity, from /sys/block and udev. */
export const diskstats = collector('diskstats', 'what each block device has read and written', (
  roots,
  { include, exclude = include === undefined ? defaultDiskExclude : undefined }: DevicePatterns = {}
) => {
  const isShown = deviceFilter({ include, exclude })

  const infoOf = (device: string, major: number, minor: number, udev: Properties): Sample => ({
    labels: {
      device,
      major: String(major),
      minor: String(minor),
      ...labelled(udev, { path: 'ID_PATH', wwn: 'ID_WWN', model: 'ID_MODEL' }),
      // The first is usually the number printed on the disk's label.
      serial: udev.get('SCSI_IDENT_SERIAL') || (udev.get('ID_SERIAL_SHORT') ?? ''),
      revision: udev.get('ID_REVISION') ?? '',
      rotational: readOptional(`${roots.sys}/block/${device}/queue/rotational`) ?? '0'
    },
    value: 1
  })

  return (): Family[] => {
    const disks = parseDiskstats(readText(`${roots.proc}/diskstats`))
      .filter(({ device }) => isShown(device))
      .map((disk) => ({ ...disk, udev: parseUdevData(readOptional(`${roots.udevData}/b${disk.major}:${disk.minor}`) ?? '') }))
    const having = (property: string, sample: (device: string, udev: Properties) => Sample): Sample[] =>
      disks.filter(({ udev }) => (udev.get(property) ?? '') !== '').map(({ device, udev }) => sample(device, udev))
    return [
      gauge(
        'node_disk_info',
        'Info of /sys/block/<block_device>.',
        disks.map(({ device, major, minor, udev }) => infoOf(device, major, minor, udev))
      ),
      ...diskColumns.map(({ name, help, make, scale }, i) =>
        make(
          name,
          help,
          disks.filter(({ counts }) => i < counts.length).map(({ device, counts }) => ({ labels: { device }, value: scale(counts[i]!) }))
        )
      ),
      gauge(
        'node_disk_filesystem_info',
        'Info about disk filesystem.',
        having('ID_FS_TYPE', (device, udev) => ({
          labels: {
            device,
            ...labelled(udev, { type: 'ID_FS_TYPE', usage: 'ID_FS_USAGE', uuid: 'ID_FS_UUID', version: 'ID_FS_VERSION' })
          },
          value: 1
        }))
      ),
      gauge(
        'node_disk_device_mapper_info',
        'Info about disk device mapper.',
        having('DM_NAME', (device, udev) => ({
          labels: {
            device,
            ...labelled(udev, { name: 'DM_NAME', uuid: 'DM_UUID', vg_name: 'DM_VG_NAME', lv_name: 'DM_LV_NAME', lv_layer: 'DM_LV_LAYER' })
          },
          value: 1
        }))
      ),
      ...ataAttributes.map(({ property, family, help }) =>
        gauge(
          family,
          help,
          having('ID_ATA', (device, udev) => ({
            labels: { device },
            value: Number(udev.get(property) ?? NaN)
          })).filter(({ value }) => !Number.isNaN(value))
        )
      )
    ]
  }
})
