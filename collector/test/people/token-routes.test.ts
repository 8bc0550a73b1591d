import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collectorInTest } from '../collector-in-test.ts'

describe('tokens', () => {
  test('are shown once, work by their role, and stop at once when revoked', async () => {
    const { app, asAdmin } = await collectorInTest()
    const made = await asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'grafana', role: 'viewer' } })
    expect(made.statusCode).toBe(201)
    const headers = { authorization: `Bearer ${made.json<{ token: string }>().token}` }
    expect((await app.inject({ method: 'GET', url: '/api/clients', headers })).statusCode).toBe(200)
    expect((await app.inject({ method: 'POST', url: '/api/clients', headers, body: { id: 'pi-1' } })).json()).toMatchObject({
      code: 'ROLE_REQUIRED'
    })
    expect((await asAdmin({ method: 'GET', url: '/api/tokens' })).body).not.toContain(made.json<{ token: string }>().token)
    expect((await asAdmin({ method: 'DELETE', url: '/api/tokens/grafana' })).statusCode).toBe(200)
    expect((await app.inject({ method: 'GET', url: '/api/clients', headers })).json()).toMatchObject({ code: 'OPERATOR_TOKEN_INVALID' })
    expect((await asAdmin({ method: 'DELETE', url: '/api/tokens/grafana' })).json()).toMatchObject({ code: 'TOKEN_NOT_FOUND' })
  })

  test('have names of their own', async () => {
    const { asAdmin } = await collectorInTest()
    for (const name of ['prometheus', 'admin']) {
      expect((await asAdmin({ method: 'POST', url: '/api/tokens', body: { name, role: 'admin' } })).json()).toMatchObject({
        code: 'TOKEN_EXISTS'
      })
    }
    expect((await asAdmin({ method: 'POST', url: '/api/tokens', body: { name: 'x', role: 'root' } })).json()).toMatchObject({
      issues: [{ path: '/role' }]
    })
  })

  test('of services lie in files that only their owner can read, and stay the same after a restart', async () => {
    const first = await collectorInTest()
    const file = join(first.config.dataDir, 'tokens/prometheus')
    const token = readFileSync(file, 'utf8').trim()
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(first.config.dataDir, 'admin-token')).mode & 0o777).toBe(0o600)
    await first.close()
    const { app } = await collectorInTest({ directory: first.config.dataDir })
    expect(readFileSync(file, 'utf8').trim()).toBe(token)
    const headers = { authorization: `Bearer ${token}` }
    expect((await app.inject({ method: 'GET', url: '/metrics/inventory', headers })).statusCode).toBe(200)
    expect((await app.inject({ method: 'GET', url: '/api/clients', headers })).json()).toMatchObject({ code: 'ROLE_REQUIRED' })
  })

  test('are not taken from a device’s key, nor the other way round', async () => {
    const { app, enroll, adminToken } = await collectorInTest()
    const key = await enroll({ id: 'pi-1' })
    expect((await app.inject({ method: 'GET', url: '/api/clients', headers: { authorization: `Bearer ${key}` } })).json()).toMatchObject({
      code: 'OPERATOR_TOKEN_INVALID'
    })
    const posed = await app.inject({
      method: 'POST',
      url: '/api/clients/status',
      headers: { authorization: `Bearer ${adminToken}` },
      body: { clientId: 'pi-1' }
    })
    expect(posed.json()).toMatchObject({ code: 'CLIENT_KEY_INVALID' })
  })
})

test('only health, docs, login and the page can be asked without a key or token', async () => {
  const { app } = await collectorInTest()
  const { paths } = (await app.inject('/openapi.json')).json<{ paths: Record<string, Record<string, unknown>> }>()
  const open: string[] = []
  for (const [path, operations] of Object.entries(paths)) {
    for (const method of Object.keys(operations)) {
      const { statusCode } = await app.inject({ method: method.toUpperCase() as 'GET', url: path.replaceAll(/\{\w+\}/g, 'x') })
      if (statusCode !== 401 && statusCode !== 503) open.push(`${method} ${path} ${statusCode}`)
    }
  }
  expect(open.sort()).toEqual([
    'get /healthz 200',
    'get /readyz 200',
    'post /api/login 403',
    'post /api/login/password 403',
    'post /api/wall/session 403'
  ])
})
