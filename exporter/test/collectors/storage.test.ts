import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { ext4 } from '../../src/collectors/ext4.ts'
import { mmc } from '../../src/collectors/mmc.ts'
import { rootFilesystem } from '../../src/collectors/root-filesystem.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

describe('ext4', () => {
  it('shows errors and when they were, and the bytes written over the life of the file system', async () => {
    expect((await collected(ext4(hostRoots('pi-3')))).values).toEqual({
      'mimamori_ext4_errors_total{device="mmcblk0p2"}': 3,
      'mimamori_ext4_first_error_timestamp_seconds{device="mmcblk0p2"}': 1795200301,
      'mimamori_ext4_last_error_timestamp_seconds{device="mmcblk0p2"}': 1795212911,
      'mimamori_ext4_written_bytes_total{device="mmcblk0p2"}': 913840221 * 1024
    })
  })

  it('has no time of an error that never was', async () => {
    expect(Object.keys((await collected(ext4(hostRoots('pi-4')))).values)).toEqual([
      'mimamori_ext4_errors_total{device="mmcblk0p2"}',
      'mimamori_ext4_written_bytes_total{device="mmcblk0p2"}'
    ])
  })

  it('leaves out what is garbage or missing', async () => {
    const tree = temporaryTree()
    tree.write('sys/fs/ext4/sda1/errors_count', 'some\n')
    tree.write('sys/fs/ext4/sda1/lifetime_write_kbytes', '\n')
    tree.write('sys/fs/ext4/features/batched_discard', 'supported\n')
    tree.write('sys/fs/ext4/sdb1/errors_count', '0\n')
    expect((await collected(ext4(tree))).values).toEqual({ 'mimamori_ext4_errors_total{device="sdb1"}': 0 })
  })

  it('has nothing to say without an ext4 file system', () => {
    expect(() => ext4(temporaryTree()).collect()).toThrow(NoDataError)
  })
})

describe('root_filesystem', () => {
  it.each([['pi-3', 1], ['pi-4', 0]])('says whether the root of %s is read-only', async (host, isReadOnly) => {
    expect((await collected(rootFilesystem(hostRoots(host)))).values).toEqual({
      'mimamori_root_filesystem_readonly{device="/dev/mmcblk0p2",fstype="ext4"}': isReadOnly
    })
  })

  it('finds the root of the host below a prefix', async () => {
    const tree = temporaryTree()
    tree.write('proc/self/mountinfo', `1 0 0:1 / / rw - overlay overlay rw\n2 1 8:1 / ${tree.rootfs} ro - ext4 /dev/sda1 rw\n`)
    expect((await collected(rootFilesystem(tree))).values).toEqual({
      'mimamori_root_filesystem_readonly{device="/dev/sda1",fstype="ext4"}': 1
    })
  })

  it('has nothing to say where nothing is mounted there', () => {
    const tree = temporaryTree()
    tree.write('proc/1/mountinfo', '')
    expect(() => rootFilesystem(tree).collect()).toThrow(NoDataError)
  })
})

describe('mmc', () => {
  it('says which SD card it is, and invents no wear', async () => {
    expect((await collected(mmc(hostRoots('pi-5')))).values).toEqual({
      'mimamori_mmc_info{device="mmcblk0",type="SD",name="SN64G",manufacturer_id="0x00001b",oem_id="0x534d",serial="0xf1c70005",manufactured="09/2024",hardware_revision="0x8",firmware_revision="0x0"}': 1
    })
  })

  it('shows the wear that an eMMC reports', async () => {
    expect((await collected(mmc(hostRoots('cm-4')))).values).toMatchObject({
      'mimamori_mmc_life_used_ratio{device="mmcblk0",memory="a"}': 0.1,
      'mimamori_mmc_life_used_ratio{device="mmcblk0",memory="b"}': 0,
      'mimamori_mmc_pre_eol{device="mmcblk0",state="normal"}': 1,
      'mimamori_mmc_pre_eol{device="mmcblk0",state="urgent"}': 0
    })
  })

  it('knows nothing of wear that is not defined', async () => {
    const tree = temporaryTree('cm-4')
    const device = 'sys/devices/platform/emmc2bus/fe340000.mmc/mmc_host/mmc0/mmc0:0001'
    tree.write(`${device}/life_time`, '0x00 0x00\n')
    tree.write(`${device}/pre_eol_info`, '0x00\n')
    expect(Object.keys((await collected(mmc(tree))).values)).toHaveLength(1)
    tree.write(`${device}/life_time`, 'worn out\n')
    expect(() => mmc(tree).collect()).toThrow('expected two numbers such as 0x01 0x01 in life_time, found "worn out"')
  })

  it('has nothing to say without a card', () => {
    expect(() => mmc(hostRoots('vm')).collect()).toThrow(NoDataError)
  })
})
