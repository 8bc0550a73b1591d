import { gunzipSync } from 'node:zlib'
import type { Batch, BatchIdentity } from './batch.ts'
import { compress } from './compress.ts'

/** A batch whose body is JSON. */
export const encodeJson = (identity: BatchIdentity, kind: Batch['kind'], items: number, body: unknown): Batch => ({
  stream: identity.stream,
  sequence: identity.sequence,
  boot: identity.boot,
  kind,
  contentType: 'application/json',
  body: compress(JSON.stringify(body)),
  items
})

/** The body that `encodeJson` was given. */
export const readJson = <Body>({ body }: Batch): Body => JSON.parse(gunzipSync(body).toString()) as Body
