/** enroll: a name that is new. newKey: the name is there, and this device gets a key of its own. keep: this device has its key. */
export type KeyNeed = 'enroll' | 'newKey' | 'keep'
