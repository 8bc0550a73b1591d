import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { os } from '../../src/collectors/os.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

describe('os', () => {
  it('names the operating system of a host', async () => {
    expect((await collected(os(hostRoots('zero-2w')))).values).toEqual({
      'node_os_info{build_id="",id="debian",id_like="",image_id="",image_version="",name="Debian GNU/Linux",pretty_name="Debian GNU/Linux 12 (bookworm)",variant="",variant_id="",version="12 (bookworm)",version_codename="bookworm",version_id="12"}': 1,
      'node_os_version{id="debian",id_like="",name="Debian GNU/Linux"}': 12
    })
  })

  it('takes /etc before /usr/lib', async () => {
    const tree = temporaryTree()
    tree.write('rootfs/usr/lib/os-release', 'ID=below\nVERSION_ID=1.2.3\n')
    expect((await collected(os(tree))).values).toHaveProperty(['node_os_version{id="below",id_like="",name=""}'], 1.2)
    tree.write('rootfs/etc/os-release', 'ID=above\nVERSION_ID=rolling\nSUPPORT_END=2030-01-02\n')
    const { values } = await collected(os(tree))
    expect(values).toMatchObject({ node_os_support_end_timestamp_seconds: Date.parse('2030-01-02') / 1000 })
    expect(Object.keys(values).filter((key) => key.startsWith('node_os_version')), 'a version that is no number').toEqual([])
  })

  it('says what is wrong with the end of support', async () => {
    const tree = temporaryTree()
    tree.write('rootfs/etc/os-release', 'SUPPORT_END=soon\n')
    expect(() => os(tree).collect()).toThrow('expected a date such as 2028-06-30 as SUPPORT_END in os-release, found "soon"')
  })

  it('survives garbage and an empty file', async () => {
    const tree = temporaryTree()
    tree.write('rootfs/etc/os-release', Uint8Array.of(0xff, 0x00, 0x3d, 0x0a))
    expect(Object.keys((await collected(os(tree))).values)).toHaveLength(1)
    tree.write('rootfs/etc/os-release', '')
    expect(Object.keys((await collected(os(tree))).values)).toHaveLength(1)
  })

  it('has nothing to say without the file', () => {
    expect(() => os(temporaryTree()).collect()).toThrow(NoDataError)
  })
})
