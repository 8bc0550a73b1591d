/** enroll: a new name. newKey: the name exists, and this device gets a key of its own. keep: this device has its key. */
export type KeyNeed = 'enroll' | 'newKey' | 'keep'
