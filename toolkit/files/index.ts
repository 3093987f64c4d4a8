export { readFileBounded, readStreamBounded } from './read-bounded.ts'
export { writeFileAtomic } from './write-file-atomic.ts'
export type { WriteFileOptions } from './write-file-atomic.ts'
