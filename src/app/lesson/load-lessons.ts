import { type Lesson, readLesson } from '../../domain/lesson.ts';
import { productFile } from '../../root.ts';
import { readYamlFolder } from '../framework/read-yaml-folder.ts';

/** Reads the lessons in the method, each by the key of its framework; a framework need not have one. Throws one error that names every problem of every file. */
export function loadLessons(
  frameworks: ReadonlyMap<string, unknown>,
  folder: string = productFile('prisma/lessons'),
): ReadonlyMap<string, Lesson> {
  return readYamlFolder(folder, (data) => {
    const read = readLesson(data);
    if (!read.ok) return read;
    const { lesson } = read;
    return frameworks.has(lesson.key)
      ? { ok: true, item: lesson }
      : { ok: false, problems: [{ path: 'key', reason: `names no framework: there is no "${lesson.key}"` }] };
  });
}
