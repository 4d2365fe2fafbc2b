/** House rules no linter has: where the environment and the clock may be read, no casts, nothing left for later. `tsx scripts/check-source.ts` */
import ts from 'typescript';
import { nodesOf, placeOf, sourceFiles } from './support/source-files.ts';

/** Where settings and time come into the program; everyone else is handed them. */
const programs = ['src/main.ts', 'src/operate.ts', 'src/check-health.ts', 'src/demo.ts'];
const clocks = [...programs, 'src/simulator/clock.ts'];

const problems: string[] = [];

for (const file of sourceFiles('src')) {
  for (const node of nodesOf(file)) {
    const say = (words: string) => problems.push(`${placeOf(node)}: ${words}`);
    if (ts.isPropertyAccessExpression(node) && node.getText() === 'process.env' && !programs.includes(file.fileName))
      say('process.env belongs to the programs (main, operate, check-health, demo); take the setting as a parameter');
    if (readsClock(node) && !clocks.includes(file.fileName))
      say(`${node.getText()} reads the clock; take the time as a parameter, so that tests and the demo can set it`);
    if (ts.isAsExpression(node) && node.type.getText() !== 'const')
      say(`"as ${node.type.getText()}" believes what nobody checked; parse it, or give it its type where it is made`);
  }
}

for (const folder of ['src', 'test', 'scripts']) {
  for (const file of sourceFiles(folder)) {
    file.text.split('\n').forEach((line, index) => {
      // Spelled so that this file does not find itself.
      if (/\b(TO[D]O|FIX[M]E|XX[X])\b/.test(line))
        problems.push(`${file.fileName}:${index + 1}: finish it, or write down in an issue what is missing`);
    });
  }
}

for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;

function readsClock(node: ts.Node): boolean {
  if (ts.isCallExpression(node))
    return (
      node.expression.getText() === 'Date.now' || (node.expression.getText() === 'dayjs' && node.arguments.length === 0)
    );
  return ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
}
