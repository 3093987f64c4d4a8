import { type ErrorCode, WaxsealError } from '../../src/index.ts'

/** The code of the error `work` fails with; anything but a WaxsealError fails the test. */
export async function codeOf(work: () => unknown): Promise<ErrorCode | 'no error'> {
  try {
    await work()
  } catch (error) {
    if (error instanceof WaxsealError) return error.code
    throw error
  }
  return 'no error'
}
