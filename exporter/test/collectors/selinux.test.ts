import { beforeEach, describe, expect, it } from 'vitest'
import { selinux } from '../../src/collectors/selinux.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

let tree: ReturnType<typeof temporaryTree>
beforeEach(() => { tree = temporaryTree() })

describe('selinux', () => {
  it('is off where the kernel has no selinuxfs', async () => {
    expect((await collected(selinux(tree))).values).toEqual({ node_selinux_enabled: 0 })
  })

  it('shows the mode that holds beside the one that is configured', async () => {
    tree.write('sys/fs/selinux/enforce', '0')
    tree.write('proc/self/attr/current', 'system_u:system_r:init_t:s0\0')
    tree.write('rootfs/etc/selinux/config', '# SELINUX=disabled\nSELINUX=enforcing\nSELINUXTYPE=targeted\n')
    expect((await collected(selinux(tree))).values).toEqual({
      node_selinux_enabled: 1,
      node_selinux_config_mode: 1,
      node_selinux_current_mode: 0
    })
  })

  it('calls a configuration that says neither word disabled, as node_exporter does', async () => {
    tree.write('sys/fs/selinux/enforce', '1')
    expect((await collected(selinux(tree))).values).toEqual({
      node_selinux_enabled: 1,
      node_selinux_config_mode: -1,
      node_selinux_current_mode: 1
    })
  })

  it('is off until a policy is loaded', async () => {
    tree.write('sys/fs/selinux/enforce', '0')
    tree.write('proc/self/attr/current', 'kernel\0')
    expect((await collected(selinux(tree))).values).toEqual({ node_selinux_enabled: 0 })
  })
})
