// Jest loads this file without its transform, so the TypeScript hook is set first.
import '../../scripts/typescript.mjs';

export default async () => {
  const { prepareTemplate } = await import('./prepare-template.ts');
  await prepareTemplate();
};
