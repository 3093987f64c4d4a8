export { readAsset } from './read-asset.ts'
