import { defineConfig } from 'vitest/config'

/** Suites with a real program as the peer; each needs what CI builds, so `npm test` leaves them out. */
const WITH_PEERS = ['cluster', 'interop', 'kubectl']

export default defineConfig({
  test: {
    // One core is left idle by default: of two that is half of the machine.
    maxWorkers: '100%',
    // Generous, since two cores may be busy with something else; no test asserts a duration.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Nothing of the machine's own clusters reaches a test by accident.
    env: { KUBECONFIG: '' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: WITH_PEERS.map((folder) => `test/${folder}/**`),
        },
      },
      ...WITH_PEERS.map((folder) => ({
        extends: true as const,
        test: {
          name: folder,
          include: [`test/${folder}/**/*.test.ts`],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      })),
    ],
  },
})
