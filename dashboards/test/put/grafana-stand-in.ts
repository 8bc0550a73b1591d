import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Fields = Record<string, unknown>
interface StoredFolder { readonly uid: string, title: string, version: number }
interface StoredDashboard {
  readonly content: Fields
  readonly version: number
  readonly folderUid: string
  readonly isProvisioned?: boolean
}

export interface GrafanaStandIn {
  readonly url: URL
  readonly folders: Map<string, StoredFolder>
  readonly dashboards: Map<string, StoredDashboard>
  readonly dataSources: Map<string, Fields>
  /** Runs before each save, as a person at another browser might. */
  beforeSave: () => void
  close (): Promise<void>
}

class Refusal extends Error {
  readonly status: number
  readonly body: Fields
  constructor (status: number, message: string, more: Fields = {}) {
    super(message)
    this.status = status
    this.body = { message, ...more }
  }
}

const isUid = (uid: unknown): uid is string => typeof uid === 'string' && /^[a-zA-Z0-9_-]{1,40}$/.test(uid)

/**
 * Grafana's API of folders, dashboards, data sources and search, with its refusals as its own code has them (grafana/grafana,
 * pkg/api/apierrors and pkg/services/dashboards/errors.go): token, permission, missing folder, conflicts of uid and title, versions,
 * provisioned dashboards. Stricter than it: unknown fields of a request and of a panel's place are mistakes. Leaves out everything else.
 */
export const startGrafanaStandIn = async ({
  token,
  mayWrite = true,
  isAdmin = true
}: {
  readonly token: string
  readonly mayWrite?: boolean
  readonly isAdmin?: boolean
}): Promise<GrafanaStandIn> => {
  const folders = new Map<string, StoredFolder>()
  const dashboards = new Map<string, StoredDashboard>()
  const dataSources = new Map<string, Fields>()
  let lastId = 0
  const only = (fields: Fields, ...names: readonly string[]): void => {
    const unknown = Object.keys(fields).find((name) => !names.includes(name))
    if (unknown !== undefined) throw new Refusal(400, `bad request data: unknown field ${unknown}`)
  }

  const saveDashboard = (fields: Fields): Fields => {
    only(fields, 'dashboard', 'folderUid', 'overwrite', 'message')
    const dashboard = fields['dashboard'] as Fields
    const { uid, title, version } = dashboard
    const folderUid = fields['folderUid'] as string
    if (typeof title !== 'string' || title === '') throw new Refusal(400, 'Dashboard title cannot be empty', { status: 'empty-name' })
    if (!isUid(uid)) throw new Refusal(400, 'uid contains illegal characters')
    if (!folders.has(folderUid)) throw new Refusal(400, 'folder not found')
    const panels = dashboard['panels'] as { id?: number, gridPos?: object }[]
    if (new Set(panels.map(({ id }) => id)).size !== panels.length || panels.some(({ gridPos }) => gridPos === undefined)) {
      throw new Refusal(422, 'invalid panels')
    }
    const existing = dashboards.get(uid)
    if (existing?.isProvisioned) throw new Refusal(400, 'Cannot save provisioned dashboard')
    if (existing !== undefined && fields['overwrite'] !== true && version !== existing.version) {
      throw new Refusal(412, 'The dashboard has been changed by someone else', { status: 'version-mismatch' })
    }
    if ([...dashboards].some(([other, stored]) => other !== uid && stored.folderUid === folderUid && stored.content['title'] === title)) {
      throw new Refusal(412, 'A dashboard with the same name in the folder already exists', { status: 'name-exists' })
    }
    const stored = { content: { ...dashboard, id: existing?.content['id'] ?? ++lastId }, version: (existing?.version ?? 0) + 1, folderUid }
    dashboards.set(uid, stored)
    return { uid, status: 'success', version: stored.version }
  }

  const createFolder = (fields: Fields): Fields => {
    only(fields, 'uid', 'title')
    const { uid, title } = fields
    if (!isUid(uid) || typeof title !== 'string' || title === '') throw new Refusal(400, 'folder title cannot be empty')
    if (folders.has(uid) || dashboards.has(uid)) throw new Refusal(409, 'a folder/dashboard with the same uid already exists')
    if ([...folders.values()].some((other) => other.title === title)) {
      throw new Refusal(409, 'a folder with the same name already exists in the current location')
    }
    folders.set(uid, { uid, title, version: 1 })
    return { ...folders.get(uid) }
  }

  const renameFolder = (uid: string, fields: Fields): Fields => {
    only(fields, 'title', 'version')
    const folder = folders.get(uid)
    if (folder === undefined) throw new Refusal(404, 'folder not found', { status: 'not-found' })
    if (fields['version'] !== folder.version) {
      throw new Refusal(412, 'the folder has been changed by someone else', { status: 'version-mismatch' })
    }
    Object.assign(folder, { title: fields['title'], version: folder.version + 1 })
    return { ...folder }
  }

  const ofFolder = (method: string, uid: string, fields: Fields): Fields => {
    if (method === 'PUT') return renameFolder(uid, fields)
    const folder = folders.get(uid)
    if (folder === undefined) throw new Refusal(404, 'folder not found', { status: 'not-found' })
    if (method === 'DELETE') {
      folders.delete(uid)
      // As the real one: everything in it goes, too.
      for (const [each, { folderUid }] of dashboards) if (folderUid === uid) dashboards.delete(each)
    }
    return { ...folder }
  }

  const ofDashboard = (method: string, uid: string): Fields => {
    const stored = dashboards.get(uid)
    if (stored === undefined) throw new Refusal(404, 'Dashboard not found')
    if (method === 'DELETE') {
      if (stored.isProvisioned) throw new Refusal(400, 'provisioned dashboard cannot be deleted')
      dashboards.delete(uid)
    }
    return { dashboard: { ...stored.content, version: stored.version }, meta: { folderUid: stored.folderUid } }
  }

  const ofDataSource = (method: string, uid: string | undefined, fields: Fields): Fields => {
    if (!isAdmin) throw new Refusal(403, "You'll need additional permissions to perform this action. Permissions needed: datasources:write")
    only(fields, 'uid', 'name', 'type', 'access', 'url', 'isDefault', 'jsonData')
    const existing = uid === undefined ? undefined : dataSources.get(uid)
    if (method === 'POST') {
      if ([...dataSources.values()].some(({ name }) => name === fields['name'])) {
        throw new Refusal(409, 'data source with the same name already exists')
      }
      dataSources.set(String(fields['uid']), { isDefault: false, readOnly: false, ...fields })
      return { message: 'Datasource added', datasource: fields }
    }
    if (existing === undefined) throw new Refusal(404, 'Data source not found')
    if (method !== 'GET' && existing['readOnly'] === true) throw new Refusal(403, 'Cannot update read-only data source')
    if (method === 'DELETE') dataSources.delete(uid!)
    if (method === 'PUT') dataSources.set(uid!, { ...existing, ...fields })
    return { ...existing }
  }

  const handle = async (request: IncomingMessage): Promise<unknown> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://grafana')
    const method = request.method ?? 'GET'
    const body = await text(request)
    if (pathname === '/api/health') return { database: 'ok', version: '13.2.3' }
    if (request.headers.authorization !== `Bearer ${token}`) throw new Refusal(401, 'Invalid API key')
    if (method !== 'GET' && !mayWrite) {
      throw new Refusal(403, "You'll need additional permissions to perform this action. Permissions needed: folders:create")
    }
    const fields = body === '' ? {} : (JSON.parse(body) as Fields)
    if (method === 'POST' && pathname === '/api/dashboards/db') {
      standIn.beforeSave()
      return saveDashboard(fields)
    }
    if (method === 'POST' && pathname === '/api/folders') return createFolder(fields)
    if (method === 'GET' && pathname === '/api/search') {
      return [...dashboards].filter(([, { folderUid }]) => folderUid === searchParams.get('folderUIDs')).map(([uid]) => ({ uid }))
    }
    if (pathname === '/api/datasources' || pathname.startsWith('/api/datasources/uid/')) {
      return ofDataSource(method, /\/uid\/(.+)$/.exec(pathname)?.[1], fields)
    }
    const [, kind, uid] = /^\/api\/(folders|dashboards\/uid)\/([^/]+)$/.exec(pathname) ?? []
    if (kind === undefined || uid === undefined) throw new Refusal(404, 'Not found')
    return kind === 'folders' ? ofFolder(method, uid, fields) : ofDashboard(method, uid)
  }

  const server = createServer((request, response) => {
    handle(request)
      .then(
        (body) => [200, body] as const,
        (error: unknown) =>
          error instanceof Refusal ? ([error.status, error.body] as const) : ([500, { message: (error as Error).message }] as const)
      )
      .then(
        ([status, body]) => {
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
        },
        () => {
          response.destroy()
        }
      )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const standIn: GrafanaStandIn = {
    url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    folders,
    dashboards,
    dataSources,
    beforeSave: () => {},
    async close () {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    }
  }
  return standIn
}
