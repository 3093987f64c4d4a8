import type { CommandSpec } from '../command/command-spec.ts'
import { ALLOW_EXAMPLE_KEYS, CERT, CLUSTER, MANIFEST_OUTPUT } from '../command/shared-options.ts'

/** `waxseal seal` */
export const sealSpec: CommandSpec = {
  name: 'seal',
  group: 'Sealing:',
  summary: 'turn Secrets into SealedSecrets, which may be committed',
  details: [
    'Reads the files, or stdin (also as `-`). Every Secret among the documents is sealed, every other document stays as it is. A run that fails in one document writes nothing.',
    'YAML keeps its comments and layout: labels, annotations and type move to spec.template. Comments inside data and stringData, and commented-out items beside them, are dropped with a warning, since they may hold an old value.',
    'A value binds to namespace and name of its Secret (scope strict), to the namespace (namespace-wide) or to nothing (cluster-wide). The namespace comes from the Secret or from --namespace; there is no default.',
  ],
  arguments: [{ name: 'FILE', several: true, summary: 'YAML or JSON; `-` or nothing is stdin' }],
  options: [
    CERT,
    CLUSTER,
    {
      name: 'in-place',
      short: 'i',
      conflicts: ['write', 'output'],
      summary: 'replace each file by its sealed form',
    },
    { name: 'write', short: 'w', value: 'FILE', summary: 'write to FILE instead of stdout' },
    MANIFEST_OUTPUT,
    {
      name: 'scope',
      value: 'SCOPE',
      summary: 'strict (default), namespace-wide or cluster-wide',
    },
    { name: 'namespace', short: 'n', value: 'NAME', summary: 'for Secrets that name no namespace' },
    { name: 'name', value: 'NAME', summary: 'name of the one Secret, instead of its own' },
    { name: 'allow-empty-data', summary: 'accept a Secret without a single item' },
    ALLOW_EXAMPLE_KEYS,
  ],
  examples: [
    { command: 'waxseal seal -i secret.yaml --cert cert.pem', says: 'seal a file in place' },
    {
      command:
        'kubectl create secret generic db --from-file=password -n shop --dry-run=client -o yaml | waxseal seal --cluster prod -w db.yaml',
      says: 'seal what another program prints, for a cluster of .waxseal.yaml',
    },
  ],
  load: () => import('./seal.ts'),
}
