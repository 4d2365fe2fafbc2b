import { planIndicators } from '../app/work-plan/plan-score.ts';
import type { Framework } from '../domain/framework.ts';
import type { Person } from '../simulator/person.ts';
import { agreePlan, type GivenItem, report } from './plan-steps.ts';

/** One target to be beaten and one where less is better, with what will have been reached. */
interface Target extends GivenItem {
  readonly reached: string;
}

const pupils: readonly [Target, Target] = [
  {
    kind: /^Utama/,
    aspect: /Kualitas/,
    title: 'Siswa kelas V yang tuntas belajar',
    direction: /Makin tinggi/,
    target: '90',
    unit: 'persen',
    weight: '60',
    reached: '93',
  },
  {
    kind: /^Utama/,
    aspect: /Waktu/,
    title: 'Hasil ulangan kembali kepada siswa',
    direction: /Makin rendah/,
    target: '7',
    unit: 'hari',
    weight: '40',
    reached: '6',
  },
];

const permits: readonly [Target, Target] = [
  {
    kind: /^Utama/,
    aspect: /Kuantitas/,
    title: 'Izin yang diterbitkan',
    direction: /Makin tinggi/,
    target: '240',
    unit: 'izin',
    weight: '60',
    reached: '252',
  },
  {
    kind: /^Utama/,
    aspect: /Waktu/,
    title: 'Lama penerbitan satu izin',
    direction: /Makin rendah/,
    target: '6',
    unit: 'hari',
    weight: '40',
    reached: '5',
  },
];

/**
 * Where the framework counts the work plan, plays one that the supervisor agreed and that is reported on in full. Answers the indicators whose level it gives, which nobody is
 * asked about; none elsewhere.
 */
export async function playWorkPlan(
  person: Person,
  supervisor: Person,
  framework: Framework,
): Promise<ReadonlySet<string>> {
  const indicators = planIndicators(framework);
  if (indicators.length === 0) return new Set();
  const targets = framework.key === 'lampung' ? pupils : permits;
  await agreePlan(person, supervisor, targets);
  for (const [index, { reached }] of targets.entries()) await report(person, index + 1, reached);
  return new Set(indicators.map(({ id }) => id));
}
