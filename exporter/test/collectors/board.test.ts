import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { board } from '../../src/collectors/board.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

describe('board', () => {
  it.each([
    ['pi-3', 'model="Raspberry Pi 3 Model B Plus Rev 1.3",revision="a020d3",serial="00000000f1c70003",processor="BCM2837"', 1],
    ['pi-4', 'model="Raspberry Pi 4 Model B Rev 1.4",revision="c03114",serial="10000000f1c70004",processor="BCM2711"', 4],
    ['pi-5', 'model="Raspberry Pi 5 Model B Rev 1.0",revision="d04170",serial="f1c7000500000005",processor="BCM2712"', 8],
    ['zero-2w', 'model="Raspberry Pi Zero 2 W Rev 1.0",revision="902120",serial="00000000f1c70002",processor="BCM2837"', 0.5]
  ])('says which board %s is', async (host, labels, gigabytes) => {
    expect((await collected(board(hostRoots(host)))).values).toEqual({
      [`mimamori_board_info{${labels},manufacturer="Sony UK"}`]: 1,
      mimamori_board_memory_bytes: gigabytes * 1024 ** 3
    })
  })

  it('takes the revision from the device tree where cpuinfo lacks it', async () => {
    const tree = temporaryTree('pi-4')
    tree.write('proc/cpuinfo', 'processor\t: 0\n')
    expect(Object.keys((await collected(board(tree))).values)[0]).toContain('revision="c03114"')
  })

  it('leaves unknown what a board of another maker does not show', async () => {
    const tree = temporaryTree()
    tree.write('sys/firmware/devicetree/base/model', 'Some Board\0')
    expect((await collected(board(tree))).values).toEqual({
      'mimamori_board_info{model="Some Board",revision="",serial="",processor="",manufacturer=""}': 1
    })
  })

  it('names a PC by its firmware', async () => {
    const tree = temporaryTree()
    tree.write('sys/class/dmi/id/sys_vendor', 'ACME\n')
    tree.write('sys/class/dmi/id/product_name', 'Box 3\n')
    expect(Object.keys((await collected(board(tree))).values)[0]).toContain('model="ACME Box 3"')
  })

  it('takes a model that is no UTF-8', async () => {
    const tree = temporaryTree()
    tree.write('sys/firmware/devicetree/base/model', Uint8Array.of(0x50, 0xff, 0))
    expect(Object.keys((await collected(board(tree))).values)[0]).toContain('model="P\uFFFD"')
  })

  it('has nothing to say where nothing names the board', () => {
    expect(() => board(hostRoots('vm')).collect()).toThrow(NoDataError)
  })
})
