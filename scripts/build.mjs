// Compiles the product to dist/. With --if-needed only when something it is made of is newer than what is there.
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { bin, must, root, run } from './support/run.mjs';

const main = path.join(root, 'dist/src/main.js');
if (!process.argv.includes('--if-needed') || isStale()) {
  await must('Making the Prisma client', run(bin('prisma'), ['generate'], { quiet: true }));
  // What was deleted in src must not live on in dist.
  rmSync(path.join(root, 'dist'), { recursive: true, force: true });
  await must('Compiling', run(bin('tsc'), ['-p', 'tsconfig.build.json']));
}

function isStale() {
  const builtAt = changedAt(main);
  const sources = [
    'package-lock.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'prisma/schema.prisma',
    'locales/id.json',
  ];
  return [...sources.map((file) => path.join(root, file)), ...filesBelow(path.join(root, 'src'))].some(
    (file) => changedAt(file) > builtAt,
  );
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(path.join('storage', 'generated')))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** In milliseconds; 0 for a file that is not there. */
function changedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
