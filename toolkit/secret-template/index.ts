export { secretTemplateRenderer } from './secret-template-renderer.ts'
