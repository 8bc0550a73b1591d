import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { filesystem } from '../../src/collectors/filesystem.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

const line = (mountPoint: string, { type = 'ext4', device = '/dev/sda1', options = 'rw', superOptions = 'rw' } = {}): string =>
  `26 1 8:1 / ${mountPoint} ${options},relatime shared:1 - ${type} ${device} ${superOptions}\n`

describe('filesystem', () => {
  it("shows a Pi's card and its memory file systems, and leaves the kernel's own out", async () => {
    const { values } = await collected(filesystem(hostRoots('pi-4')))
    expect(Object.keys(values).filter((key) => key.startsWith('node_filesystem_size_bytes'))).toEqual([
      'node_filesystem_size_bytes{device="tmpfs",mountpoint="/run",fstype="tmpfs",device_error=""}',
      'node_filesystem_size_bytes{device="/dev/mmcblk0p2",mountpoint="/",fstype="ext4",device_error=""}',
      'node_filesystem_size_bytes{device="tmpfs",mountpoint="/run/lock",fstype="tmpfs",device_error=""}',
      'node_filesystem_size_bytes{device="/dev/mmcblk0p1",mountpoint="/boot/firmware",fstype="vfat",device_error=""}'
    ])
    expect(values['node_filesystem_mount_info{device="/dev/mmcblk0p2",major="179",minor="2",mountpoint="/"}']).toBe(1)
  })

  it('sees a root that the kernel made read-only after an error of the card', async () => {
    const { values } = await collected(filesystem(hostRoots('pi-3')))
    expect(values['node_filesystem_readonly{device="/dev/mmcblk0p2",mountpoint="/",fstype="ext4",device_error=""}']).toBe(1)
    expect(values['node_filesystem_readonly{device="/dev/mmcblk0p1",mountpoint="/boot/firmware",fstype="vfat",device_error=""}']).toBe(0)
  })

  it('says of a mount point that cannot be asked only that, and why', async () => {
    const tree = temporaryTree()
    tree.write('proc/1/mountinfo', line('/gone', { options: 'ro' }))
    const { values } = await collected(filesystem(tree))
    expect(values).toEqual({
      'node_filesystem_device_error{device="/dev/sda1",mountpoint="/gone",fstype="ext4",device_error="no such file or directory"}': 1,
      'node_filesystem_readonly{device="/dev/sda1",mountpoint="/gone",fstype="ext4",device_error="no such file or directory"}': 1
    })
  })

  it('shows our own mounts where process 1 is hidden', async () => {
    const tree = temporaryTree()
    tree.write('proc/self/mountinfo', line('/'))
    tree.write('rootfs/.keep', '')
    expect((await collected(filesystem(tree))).values).toHaveProperty([
      'node_filesystem_files{device="/dev/sda1",mountpoint="/",fstype="ext4",device_error=""}'
    ])
  })

  it('names mounts below the root prefix as on the host, and one that only begins alike as it is', async () => {
    const tree = temporaryTree()
    tree.write('proc/1/mountinfo', line(tree.rootfs) + line(`${tree.rootfs}/data`) + line(`${tree.rootfs}x`))
    const { values } = await collected(filesystem(tree))
    const points = Object.keys(values)
      .filter((key) => key.startsWith('node_filesystem_readonly'))
      .map((key) => /mountpoint="([^"]*)"/.exec(key)![1])
    expect(points).toEqual(['/', '/data', `${tree.rootfs}x`])
  })

  it('shows a mount once that is mounted twice, as the later one', async () => {
    const tree = temporaryTree()
    tree.write('rootfs/.keep', '')
    tree.write('proc/1/mountinfo', line('/') + line('/', { options: 'ro' }))
    const { values } = await collected(filesystem(tree))
    expect(values['node_filesystem_readonly{device="/dev/sda1",mountpoint="/",fstype="ext4",device_error=""}']).toBe(1)
  })

  it('follows include and exclude patterns', async () => {
    const shown = async (options: Parameters<typeof filesystem>[1]) =>
      Object.keys((await collected(filesystem(hostRoots('pi-4'), options))).values)
        .filter((key) => key.startsWith('node_filesystem_readonly'))
        .map((key) => /mountpoint="([^"]*)"/.exec(key)![1])
    expect(await shown({ mountPoints: { include: /^\/boot/ } })).toEqual(['/boot/firmware'])
    expect(await shown({ fsTypes: { exclude: /^(?!ext4$)/ } })).toEqual(['/'])
  })

  it('names the line that is no mount', async () => {
    const tree = temporaryTree()
    tree.write('proc/1/mountinfo', 'garbage\n')
    await expect(collected(filesystem(tree))).rejects.toThrow('malformed mount point information: "garbage"')
  })

  it('asks a server\'s file system from a process of its own, and calls it stuck when it does not answer', async () => {
    const tree = temporaryTree()
    tree.write('proc/1/mountinfo', line('/srv', { type: 'nfs4', device: 'server:/srv' }))
    tree.write('rootfs/srv/.keep', '')
    const answered = await collected(filesystem(tree))
    expect(
      answered.values['node_filesystem_size_bytes{device="server:/srv",mountpoint="/srv",fstype="nfs4",device_error=""}']
    ).toBeGreaterThan(0)

    // A `stat` that waits until the file `go` is there stands in for a server that is gone; PATH leads to it.
    tree.write(
      'bin/stat',
      `#!/bin/sh\nprintf x >> "${tree.rootfs}/started"\nwhile [ ! -e "${tree.rootfs}/go" ]; do sleep 0.02; done\nexec /usr/bin/stat "$@"\n`
    )
    chmodSync(`${tree.rootfs}/../bin/stat`, 0o755)
    const path = process.env['PATH']
    process.env['PATH'] = `${tree.rootfs}/../bin:${path}`
    try {
      const collector = filesystem(tree, { mountTimeoutMs: 500 })
      const stuck = 'node_filesystem_device_error{device="server:/srv",mountpoint="/srv",fstype="nfs4",device_error="mountpoint timeout"}'
      expect((await collected(collector)).values[stuck]).toBe(1)
      expect((await collected(collector)).values[stuck]).toBe(1)
      await expect.poll(() => existsSync(`${tree.rootfs}/started`), { timeout: 10_000 }).toBe(true)
      expect(readFileSync(`${tree.rootfs}/started`, 'utf8'), 'the second time it asks nobody').toBe('x')
      writeFileSync(`${tree.rootfs}/go`, '')
      await expect
        .poll(async () => Object.keys((await collected(collector)).values).some((key) => key.startsWith('node_filesystem_size_bytes')), {
          timeout: 10_000
        })
        .toBe(true)
    } finally {
      process.env['PATH'] = path
    }
  })
})
