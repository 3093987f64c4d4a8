import { onTestFinished } from 'vitest'
import { startSandbox } from '../../sandbox/index.ts'
import type { Sandbox, SandboxOptions } from '../../sandbox/index.ts'
import { readAccess } from '../conformance/ground.ts'
import { RawClient } from '../conformance/raw-client.ts'

/** A sandbox for one test, closed when the test ends, and a client of it. */
export async function openSandbox(
  options: SandboxOptions = {},
): Promise<{ sandbox: Sandbox; client: RawClient }> {
  const sandbox = await startSandbox(options)
  onTestFinished(() => sandbox.close())
  return { sandbox, client: new RawClient(readAccess(sandbox.kubeconfig)) }
}
