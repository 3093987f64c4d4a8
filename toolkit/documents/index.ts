export { decodeText } from './decode-text.ts'
export { formatYaml } from './yaml/format-yaml.ts'
export type { FormatYamlOptions } from './yaml/format-yaml.ts'
export { parseYaml } from './yaml/parse-yaml.ts'
export type { ParseYamlOptions } from './yaml/parse-yaml.ts'
export type {
  YamlDocument,
  YamlEntry,
  YamlPath,
  YamlPosition,
  YamlSource,
  YamlStream,
  YamlStyle,
} from './yaml/yaml-stream.ts'
