import { beforeEach, describe, expect, it } from 'vitest'
import { diskstats } from '../../src/collectors/diskstats.ts'
import { devicesOf, samplesOf, valueOf } from '../family-samples.ts'
import { hostRoots } from '../host-trees.ts'
import { temporaryTree } from '../temporary-tree.ts'

/** A small tree of our own, for what no whole host shows. */
let tree: ReturnType<typeof temporaryTree>
beforeEach(() => { tree = temporaryTree() })

describe('diskstats', () => {
  it('leaves RAM disks out, and takes what include names instead of the default exclusion', async () => {
    expect(await devicesOf(diskstats(hostRoots('pi-4')), 'node_disk_io_now')).toEqual(['mmcblk0', 'mmcblk0p1', 'mmcblk0p2'])
    expect(await devicesOf(diskstats(hostRoots('pi-4'), { include: /^ram/ }), 'node_disk_io_now')).toEqual(['ram0'])
  })

  it('converts sectors to bytes and milliseconds to seconds', async () => {
    tree.write('proc/diskstats', '8 0 sda 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n')
    const collector = diskstats(tree)
    expect(await valueOf(collector, 'node_disk_read_bytes_total')).toBe(1536)
    expect(await valueOf(collector, 'node_disk_write_time_seconds_total')).toBe(0.008)
    expect(await valueOf(collector, 'node_disk_flush_requests_time_seconds_total')).toBe(0.017)
  })

  it('does not invent the discards and flushes of an older kernel', async () => {
    tree.write('proc/diskstats', '8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n')
    expect(await samplesOf(diskstats(tree), 'node_disk_discards_completed_total')).toEqual([])
  })

  it('shows what udev knows of a disk, its file system and its cache', async () => {
    tree.write('proc/diskstats', '8 0 sda 1 2 3 4 5 6 7 8 9 10 11\n253 0 dm-0 1 2 3 4 5 6 7 8 9 10 11\n')
    tree.write('sys/block/sda/queue/rotational', '1\n')
    tree.write(
      'udev/data/b8:0',
      'E:ID_MODEL=Disk\nE:ID_SERIAL_SHORT=short\nE:SCSI_IDENT_SERIAL=label\nE:ID_ATA=1\nE:ID_ATA_WRITE_CACHE=1\nE:ID_ATA_ROTATION_RATE_RPM=fast\nE:ID_FS_TYPE=ext4\nE:ID_FS_UUID=u\n'
    )
    tree.write('udev/data/b253:0', 'E:DM_NAME=vg-root\nE:DM_LV_NAME=root\n')
    const collector = diskstats(tree)
    expect((await samplesOf(collector, 'node_disk_info'))[0]!.labels).toEqual({
      device: 'sda',
      major: '8',
      minor: '0',
      path: '',
      wwn: '',
      model: 'Disk',
      serial: 'label',
      revision: '',
      rotational: '1'
    })
    expect(await samplesOf(collector, 'node_disk_ata_write_cache')).toEqual([{ labels: { device: 'sda' }, value: 1 }])
    expect(await samplesOf(collector, 'node_disk_ata_rotation_rate_rpm')).toEqual([])
    expect((await samplesOf(collector, 'node_disk_filesystem_info'))[0]!.labels).toEqual({
      device: 'sda',
      type: 'ext4',
      usage: '',
      uuid: 'u',
      version: ''
    })
    expect((await samplesOf(collector, 'node_disk_device_mapper_info'))[0]!.labels).toMatchObject({
      device: 'dm-0',
      name: 'vg-root',
      lv_name: 'root'
    })
  })
})
