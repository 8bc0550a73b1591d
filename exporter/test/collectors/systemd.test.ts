import { fileURLToPath } from 'node:url'
import { chmodSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NoDataError } from '../../src/collector.ts'
import { systemd } from '../../src/collectors/systemd.ts'
import { hostRoots } from '../host-trees.ts'
import { collected, temporaryTree } from '../temporary-tree.ts'

/** Prints what Debian 13's systemctl printed; see the file. */
const program = fileURLToPath(new URL('../fixtures/systemctl/systemctl', import.meta.url))
const roots = hostRoots('vm')
const of = (name: string, values: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter(([key]) => key.startsWith(name)))

describe('systemd', () => {
  it('shows the state of units as node_exporter does', async () => {
    const { values } = await collected(systemd(roots, { program }))
    expect(values).toMatchObject({
      'node_systemd_version{version="257.13-1~deb13u1"}': 257.13,
      node_systemd_system_running: 0,
      'node_systemd_unit_state{name="kiosk.service",state="active",type="simple"}': 1,
      'node_systemd_unit_state{name="kiosk.service",state="failed",type="simple"}': 0,
      'node_systemd_unit_state{name="flappy.service",state="failed",type="simple"}': 1,
      'node_systemd_unit_state{name="dbus.socket",state="active",type=""}': 1,
      'node_systemd_socket_accepted_connections_total{name="dbus.socket"}': 0,
      'node_systemd_timer_last_trigger_seconds{name="dpkg-db-backup.timer"}': 0
    })
    expect(of('node_systemd_units', values)).toEqual({
      'node_systemd_units{state="active"}': 17,
      'node_systemd_units{state="activating"}': 0,
      'node_systemd_units{state="deactivating"}': 0,
      'node_systemd_units{state="inactive"}': 2,
      'node_systemd_units{state="failed"}': 1
    })
  })

  it('leaves mounts, slices and scopes out, and units that are not there', async () => {
    const names = Object.keys(of('node_systemd_unit_state', (await collected(systemd(roots, { program }))).values)).join()
    expect(names).not.toMatch(/\.mount"|\.slice"|\.scope"|plymouth/)
    expect(names).toContain('multi-user.target')
  })

  it('matches the whole name with its patterns', async () => {
    const { values } = await collected(systemd(roots, { program, include: /kiosk/, exclude: /x/ }))
    expect(of('node_systemd_unit_state', values)).toEqual({})
    const chosen = (await collected(systemd(roots, { program, include: /kiosk.*|flappy\.service|dbus.*/, exclude: /.*\.socket/ }))).values
    expect(Object.keys(of('node_systemd_unit_state', chosen)).filter((key) => key.includes('state="active"')).sort()).toEqual([
      'node_systemd_unit_state{name="dbus.service",state="active",type="notify"}',
      'node_systemd_unit_state{name="flappy.service",state="active",type="simple"}',
      'node_systemd_unit_state{name="kiosk.service",state="active",type="simple"}'
    ])
  })

  it('shows restarts, start times and tasks where asked', async () => {
    const plain = (await collected(systemd(roots, { program }))).values
    expect(Object.keys(plain).join()).not.toMatch(/restart_total|start_time|tasks/)
    const { values } = await collected(systemd(roots, { program, hasRestarts: true, hasStartTimes: true, hasTasks: true }))
    expect(values).toMatchObject({
      'node_systemd_service_restart_total{name="flappy.service"}': 3,
      'node_systemd_unit_start_time_seconds{name="dbus.service"}': Date.parse('2026-11-25T12:58:46Z') / 1000 + 0.319169,
      'node_systemd_unit_start_time_seconds{name="flappy.service"}': 0,
      'node_systemd_unit_tasks_max{name="dbus.service"}': 28_909
    })
    expect(values, '[not set] is unknown').not.toHaveProperty(['node_systemd_unit_tasks_current{name="dbus.service"}'])
  })

  it('has nothing to say where systemd does not run', async () => {
    await expect(collected(systemd(temporaryTree(), { program }))).rejects.toThrow(NoDataError)
  })

  it('says what systemctl said when it fails', async () => {
    const tree = temporaryTree('vm')
    tree.write('bin/systemctl', '#!/bin/sh\necho Failed to connect to bus >&2\nexit 1\n')
    chmodSync(`${tree.rootfs}/../bin/systemctl`, 0o755)
    await expect(collected(systemd(tree, { program: `${tree.rootfs}/../bin/systemctl` }))).rejects.toThrow('Failed to connect to bus')
  })
})
