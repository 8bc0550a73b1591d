import { expect, onTestFinished, test } from 'vitest'
import { mainDatabase } from '../../src/main-database.ts'
import { openReceivers } from '../../src/alerts/receivers/stored-receivers.ts'
import { StorageUnavailableError } from '../../src/platform/storage/errors.ts'
import { openStorage } from '../../src/platform/storage/sqlite-storage.ts'
import { temporaryDirectory } from '../temporary-directory.ts'
import { goldenReceiver } from './golden-receivers.ts'

const noSpace = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' }))

/** The disk takes neither a transaction nor a file, until `free` is called. */
const arrange = async () => {
  const storage = openStorage({ database: mainDatabase, directory: temporaryDirectory(), groupWindowMs: 1 })
  onTestFinished(() => storage.close())
  let isFull = true
  const receivers = await openReceivers({
    storage: {
      ...storage,
      commit: (statements) =>
        isFull ? Promise.reject(new StorageUnavailableError('the disk is full', 'full')) : storage.commit(statements)
    },
    leadsToLinkLocal: async () => false,
    onUnreadable: () => undefined,
    apply: async (wanted) =>
      isFull && wanted.receivers.length === 0 ? noSpace() : { state: 'applied', undo: noSpace, settle: async () => undefined }
  })
  return { receivers, free: () => { isFull = false } }
}

test('a configuration that finds no space at the start waits to be applied again', async () => {
  const { receivers, free } = await arrange()
  await expect(receivers.apply()).rejects.toThrow('ENOSPC')
  expect(receivers.configuration()).toBe('waiting')
  free()
  await receivers.apply()
  expect(receivers.configuration()).toBe('applied')
})

test('a change that is not stored says so, and waits to be taken out of the configuration if that finds no space', async () => {
  const { receivers } = await arrange()
  await expect(receivers.add(goldenReceiver('chat'))).rejects.toThrow('the disk is full')
  expect([receivers.configuration(), receivers.current().receivers]).toEqual(['waiting', []])
})
